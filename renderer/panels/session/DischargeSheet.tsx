import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.discharge

/** The discharge assessment before its time: it needs a reason. */
export function DischargeSheet({ roomId, onClose }: SheetRender) {
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    await requestOrThrow('startDischarge', roomId ?? '', omitUndefined({ reason: readText(reason) }))
    onClose()
  }, acts.startDischarge.request)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p>{words.note}</p>
        <TextField
          name="reason"
          label={text.sheets.fields.reason}
          value={reason}
          onChange={setReason}
          required
        />
        <FormEnd form={form} label={words.start} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
