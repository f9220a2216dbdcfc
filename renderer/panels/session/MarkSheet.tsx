import { type KeyboardEvent, useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { type MarkKind, positions, readingTags } from '../../../shared/session/marks.ts'
import { nameMark } from '../../../shared/words/names.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { asPerson, request, requestOrThrow } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { type KeyedMark, keyMarks } from './mark-keys.ts'

const words = text.sheets.mark
const severities = ['none', 'mild', 'moderate', 'severe'] as const

/** One press records, or Shift and the letter beside it; the last mark can be taken back. */
export function MarkSheet({ roomId, onClose }: SheetRender) {
  const [note, setNote] = useState('')
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  const last = session?.marks.findLast(mark => !mark.withdrawn)
  const pressure = useLive(state => (roomId ? state.rooms[roomId]?.view.nibp.last : undefined))
  const room = roomId ?? ''
  const button = (mark: MarkKind, said: string, rest: { seq?: number } = {}) => (
    <button key={mark} type="button" onClick={() => void record({ mark, ...rest }, said)}>
      {text.room.marks[mark]}
    </button>
  )
  const record = async (rest: Parameters<typeof request<'recordMark'>>[2], said: string) => {
    if (await request('recordMark', room, rest)) tell(words.recorded(said))
  }
  const form = useForm(
    () =>
      asPerson(async () => {
        const said = note.trim()
        await requestOrThrow('recordMark', room, { mark: 'note', text: said })
        tell(words.recorded(said))
        setNote('')
      }),
    acts.recordMark.request,
  )
  const keyed = keyMarks(session?.clinicSet?.marks ?? [])
  const offer = (all: readonly KeyedMark[]) =>
    all.map(({ key, mark, said, ...rest }) => (
      <button
        key={said}
        type="button"
        aria-keyshortcuts={key === null ? undefined : `Shift+${key}`}
        onClick={() => void record({ mark, ...rest }, said)}
      >
        {said}
        {key === null ? null : <kbd>⇧{key}</kbd>}
      </button>
    ))
  const press = (event: KeyboardEvent) => {
    if (!event.shiftKey || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLInputElement) return
    const found = keyed.find(({ key }) => key === event.key.toUpperCase())
    if (!found) return
    event.preventDefault()
    event.stopPropagation()
    const { key: _key, said, ...rest } = found
    void record(rest, said)
  }
  const own = keyed.filter(({ mark }) => mark === 'own')
  return (
    <Sheet title={words.title} onClose={onClose} onKeyDown={press}>
      <fieldset className="choices">
        <legend>{words.symptoms}</legend>
        {offer(keyed.filter(({ mark }) => mark !== 'own'))}
      </fieldset>
      {own.length === 0 ? null : (
        <fieldset className="choices">
          <legend>{words.own}</legend>
          {offer(own)}
        </fieldset>
      )}
      <fieldset className="choices">
        <legend>{words.behaviour}</legend>
        {readingTags.map(mark => button(mark, text.room.marks[mark]))}
      </fieldset>
      <fieldset className="choices">
        <legend>{words.position}</legend>
        {positions.map(mark => button(mark, text.room.marks[mark]))}
      </fieldset>
      {pressure?.systolic == null ? null : (
        <fieldset className="choices">
          <legend>{words.during(`${pressure.systolic}/${pressure.diastolic}`)}</legend>
          {readingTags.map(mark => button(mark, words.tagged(text.room.marks[mark]), { seq: pressure.seq }))}
        </fieldset>
      )}
      <fieldset className="choices">
        <legend>{words.severity}</legend>
        {severities.map(severity => (
          <button
            key={severity}
            type="button"
            onClick={() =>
              void record(
                { mark: 'dissociation', severity },
                `${words.severity} ${words.severities[severity]}`,
              )
            }
          >
            {words.severities[severity]}
          </button>
        ))}
      </fieldset>
      <SheetForm form={form} className="">
        <TextField label={words.note} value={note} onChange={setNote} name="text" required />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" aria-disabled={form.busy}>
            {words.recordNote}
          </button>
          {last ? (
            <button type="button" onClick={() => void request('withdrawMark', room, { markId: last.id })}>
              {text.common.undo}: {nameMark(last, shared)}
            </button>
          ) : null}
          <button type="button" onClick={onClose}>
            {text.common.close}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}
