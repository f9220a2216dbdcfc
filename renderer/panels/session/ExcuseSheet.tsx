import { useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { useLive } from '../../live/store.ts'
import { sayKept, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { SelectField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { isOpen, isWaiting } from '../room/due.ts'

const words = text.sheets.excuse

/** A measurement that cannot be taken is closed with a reason, never left open without a word. */
export function ExcuseSheet({ roomId, onClose }: SheetRender) {
  const due = useLive(state => (roomId ? state.rooms[roomId]?.view.session?.due : undefined)) ?? []
  const open = due.filter(isOpen)
  const [item, setItem] = useState((open.find(isWaiting) ?? open[0])?.id ?? '')
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    await requestOrThrow('excuseMeasurement', roomId ?? '', { item, reason })
    onClose()
  }, acts.excuseMeasurement.request)
  return (
    <Sheet title={words.title} onClose={onClose}>
      {open.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <SheetForm form={form}>
          <SelectField
            label={words.which}
            value={item}
            onChange={setItem}
            options={open.map(({ id, label, status }) => ({
              value: id,
              label: status === 'missed' ? text.room.due.missed(sayKept(label)) : sayKept(label),
            }))}
          />
          <TextField
            label={text.sheets.fields.reason}
            value={reason}
            onChange={setReason}
            name="reason"
            missing={words.needsReason}
          />
          <FormEnd form={form} label={words.record} onCancel={onClose} />
        </SheetForm>
      )}
    </Sheet>
  )
}
