import { useState } from 'react'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { AskError, ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { ensurePerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { Choices, FormError, readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { findShown, keyOf } from './shown.ts'

const words = text.sheets.acknowledge
const glass = text.signals.breakGlass
const OTHER = ''

function alarmsOf(roomId: string | null): readonly AlarmView[] {
  return (roomId ? useLive.getState().rooms[roomId]?.view.alarms : undefined) ?? []
}

/** Who acknowledges: a key, and Enter. The alarms that were there when it opened are taken, and no later one. */
export function AcknowledgeSheet({ roomId, onClose }: SheetRender) {
  const snapshot = useLive(state => state.snapshot)
  const [shown] = useState(() => alarmsOf(roomId).filter(alarm => !alarm.acknowledged))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const carers = (snapshot?.people ?? []).filter(person => person.role !== 'staff' && person.role !== 'admin')
  const [chosen, setChosen] = useState(
    carers.find(person => person.name === snapshot?.currentPerson)?.name ?? carers[0]?.name ?? OTHER,
  )
  const [other, setOther] = useState('')
  const [reason, setReason] = useState('')
  const [emergency, setEmergency] = useState(false)
  const form = useForm(async () => {
    const name = other.trim() === '' && !emergency ? chosen : other.trim()
    if (name === OTHER) throw new Error(words.sayWho)
    const taken = shown.filter(alarm => !left.has(keyOf(alarm)))
    if (taken.length === 0) throw new Error(words.noneChosen)
    const why = readText(reason)
    if (emergency && why === undefined) throw new Error(glass.needsReason)
    const by = emergency ? name : await ensurePerson(name, 'nurse')
    const more = {
      ...(why === undefined ? {} : { reason: why }),
      ...(emergency ? ({ breakGlass: true } as const) : {}),
    }
    let late: string | null = null
    for (const alarm of findShown(taken, alarmsOf(roomId))) {
      try {
        await ask('acknowledge', { by, roomId: roomId ?? '', ...alarm, ...more })
      } catch (error) {
        // It ended, or somebody else was quicker, on the way to the core: the others are taken all the same.
        if (!(error instanceof AskError) || error.code !== 'refused') throw error
        late = error.message
      }
    }
    onClose()
    if (late !== null) tell(late)
  })
  const toggle = (key: string) =>
    setLeft(before => new Set(before.has(key) ? [...before].filter(one => one !== key) : [...before, key]))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <ul className="acknowledge-list">
          {shown.map(alarm => (
            <li key={`${keyOf(alarm)} ${alarm.state}`}>
              {shown.length === 1 ? (
                describe(alarm)
              ) : (
                <label className="check">
                  <input
                    type="checkbox"
                    checked={!left.has(keyOf(alarm))}
                    onChange={() => toggle(keyOf(alarm))}
                  />
                  {describe(alarm)}
                </label>
              )}
            </li>
          ))}
        </ul>
        {carers.length > 0 && !emergency ? (
          <Choices
            label={words.who}
            value={chosen}
            onChange={setChosen}
            options={carers.map(({ name }) => ({ value: name, label: name }))}
          />
        ) : null}
        <TextField label={emergency ? words.yourName : words.other} value={other} onChange={setOther} />
        <TextField
          label={emergency ? text.sheets.fields.reason : words.reason}
          value={reason}
          onChange={setReason}
        />
        <label className="check">
          <input type="checkbox" checked={emergency} onChange={() => setEmergency(before => !before)} />
          {glass.toggle}
        </label>
        {emergency ? <p className="dim">{glass.note}</p> : null}
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" data-autofocus disabled={form.busy}>
            {emergency ? glass.confirm : words.confirm}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
    </Sheet>
  )
}

function describe({ priority, alarm, detail }: AlarmView): string {
  return [text.room.marks3[priority], text.room.names[alarm], detail].filter(Boolean).join(' ')
}
