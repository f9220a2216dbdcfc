import { useState } from 'react'
import { groupAlarms, type ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { acts } from '../../../shared/record/index.ts'
import { carers } from '../../../shared/record/parts.ts'
import { demoNurse } from '../../../shared/roles.ts'
import type { RoomView } from '../../../shared/views.ts'
import { AskError, ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { tell } from '../../window/ui.ts'
import { Choices, FormError, readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { describeShown } from './causes.ts'
import { answersTo, keyOf } from './shown.ts'

const words = text.sheets.acknowledge
const glass = text.signals.breakGlass

/** What stood on the screen, with the reading that it rests on. */
interface Seen {
  readonly shown: readonly ShownAlarm[]
  readonly view: Pick<RoomView, 'limits' | 'nibp'> | undefined
}

/** What waits for an answer; of several causes those that do. */
function waitingOf(view: RoomView | undefined): Seen {
  const waiting = (view?.alarms ?? []).filter(alarm => !alarm.acknowledged)
  return { shown: groupAlarms(waiting), view }
}

const isOf = (alarms: readonly AlarmView[], { causes }: ShownAlarm) =>
  causes.some(cause => alarms.some(alarm => keyOf(alarm) === keyOf(cause)))

/**
 * Who acknowledges: a key, and Enter. The answer is to what stood here when the sheet opened (AR-24). What has risen since is
 * refused by the core; it then stands here as it is now, to be answered to again.
 */
export function AcknowledgeSheet({ roomId, onClose }: SheetRender) {
  const snapshot = useLive(state => state.snapshot)
  const room = useLive(state => (roomId === null ? undefined : state.rooms[roomId]))
  const [{ shown, view }, setSeen] = useState(() => waitingOf(room?.view))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  // At a locked screen a name is picked, and the record says that nobody has shown to be it.
  const picks = snapshot?.you == null
  const people = (snapshot?.people ?? []).filter(({ active, role }) => active && carers.includes(role))
  const names = people.length > 0 ? people.map(({ name }) => name) : [demoNurse.name]
  const [chosen, setChosen] = useState(names[0] ?? '')
  const [other, setOther] = useState('')
  const [reason, setReason] = useState('')
  const [emergency, setEmergency] = useState(false)
  const form = useForm(async () => {
    const name = emergency ? other.trim() : picks ? chosen : undefined
    const taken = shown.filter(({ key }) => !left.has(key)).flatMap(({ causes }) => causes)
    if (taken.length === 0) throw new Error(words.noneChosen)
    const why = readText(reason)
    const more = {
      ...(name === undefined ? {} : { name }),
      ...(why === undefined ? {} : { reason: why }),
      ...(emergency ? ({ breakGlass: true } as const) : {}),
    }
    const refused: string[] = []
    for (const answer of answersTo(taken)) {
      try {
        await ask('acknowledge', { roomId: roomId ?? '', ...answer, ...more })
      } catch (error) {
        // The others are taken all the same.
        if (!(error instanceof AskError) || error.code !== 'refused') throw error
        refused.push(error.message)
      }
    }
    const said = refused.join(' ')
    if (said !== '') {
      // Not from the live view, which may be a moment behind the core's answer.
      const { rooms } = await ask('snapshot', {})
      const stands = waitingOf(rooms.find(({ id }) => id === roomId))
      if (stands.shown.some(one => isOf(taken, one))) {
        const before = shown.flatMap(({ causes }) => causes)
        setSeen({ ...stands, shown: stands.shown.filter(one => isOf(before, one)) })
        throw new Error(said)
      }
    }
    onClose()
    if (said !== '') tell(said)
  }, acts.acknowledge.request)
  const toggle = (key: string) =>
    setLeft(before => new Set(before.has(key) ? [...before].filter(one => one !== key) : [...before, key]))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <ul className="acknowledge-list">
          {shown.map(alarm => (
            <li key={alarm.key}>
              {shown.length === 1 ? (
                describe(alarm, view)
              ) : (
                <label className="check">
                  <input type="checkbox" checked={!left.has(alarm.key)} onChange={() => toggle(alarm.key)} />
                  {describe(alarm, view)}
                </label>
              )}
            </li>
          ))}
        </ul>
        {picks && !emergency ? (
          <Choices
            label={words.who}
            value={chosen}
            onChange={setChosen}
            options={names.map(name => ({ value: name, label: name }))}
          />
        ) : null}
        {picks && !emergency ? <p className="dim">{words.notIdentified}</p> : null}
        {emergency ? (
          <TextField
            label={words.yourName}
            name="name"
            value={other}
            onChange={setOther}
            required
            missing={words.sayWho}
          />
        ) : null}
        <TextField
          label={emergency ? text.sheets.fields.reason : words.reason}
          name="reason"
          value={reason}
          required={emergency}
          missing={glass.needsReason}
          onChange={setReason}
        />
        <label className="check">
          <input type="checkbox" checked={emergency} onChange={() => setEmergency(before => !before)} />
          {glass.toggle}
        </label>
        {emergency ? <p className="dim">{glass.note}</p> : null}
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" data-autofocus aria-disabled={form.busy}>
            {emergency ? glass.confirm : words.confirm}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}

function describe(shown: ShownAlarm, view: Seen['view']): string {
  const { lead, priority } = shown
  const was = lead.state === 'latched' ? text.room.wasHigh : ''
  const what = view ? describeShown(shown, view) : text.room.names[lead.alarm]
  return [text.room.priorityMarks[priority], was, what].filter(Boolean).join(' ')
}
