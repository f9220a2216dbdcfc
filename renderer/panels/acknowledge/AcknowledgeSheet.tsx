import { useState } from 'react'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { ensurePerson } from '../../app/acts.ts'
import type { SheetRender } from '../../app/sheets.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { Choices, FormError, TextField } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'
import { Sheet } from '../sheet/Sheet.tsx'
import { findShown } from './shown.ts'

const words = text.sheets.acknowledge
const OTHER = ''

function alarmsOf(roomId: string | null): readonly AlarmView[] {
  return (roomId ? useLive.getState().rooms[roomId]?.view.alarms : undefined) ?? []
}

/** Who acknowledges: a key, and Enter. The alarms that were there when it opened are taken, and no later one. */
export function AcknowledgeSheet({ roomId, onClose }: SheetRender) {
  const snapshot = useLive(state => state.snapshot)
  const [shown] = useState(() => alarmsOf(roomId).filter(alarm => !alarm.acknowledged))
  const carers = (snapshot?.people ?? []).filter(person => person.role !== 'staff' && person.role !== 'admin')
  const [chosen, setChosen] = useState(
    carers.find(person => person.name === snapshot?.currentPerson)?.name ?? carers[0]?.name ?? OTHER,
  )
  const [other, setOther] = useState('')
  const form = useForm(async () => {
    const name = other.trim() === '' ? chosen : other.trim()
    if (name === OTHER) throw new Error(`${words.other}: say who acknowledges.`)
    const by = await ensurePerson(name, 'nurse')
    for (const alarm of findShown(shown, alarmsOf(roomId)))
      await ask('acknowledge', { by, roomId: roomId ?? '', ...alarm })
    onClose()
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <ul>
          {shown.map(alarm => (
            <li key={`${alarm.alarm} ${alarm.deviceId ?? ''} ${alarm.state}`}>
              {text.room.marks3[alarm.priority]} {text.room.names[alarm.alarm]}
            </li>
          ))}
        </ul>
        {carers.length > 0 ? (
          <Choices
            label={words.who}
            value={chosen}
            onChange={setChosen}
            options={carers.map(({ name }) => ({ value: name, label: name }))}
          />
        ) : null}
        <TextField label={words.other} value={other} onChange={setOther} />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" data-autofocus disabled={form.busy}>
            {words.confirm}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
