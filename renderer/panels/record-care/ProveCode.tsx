import { useState } from 'react'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare

/** The code typed back from paper: only then is it known that the sheet opens the record. */
export function ProveCode({ onProved }: { readonly onProved: () => void }) {
  const [code, setCode] = useState('')
  const form = useForm(async () => {
    await ask('proveRecoveryCode', { code })
    onProved()
  }, recordCareRequests.proveRecoveryCode.payload)
  return (
    <SheetForm form={form} className="prove-code" label={words.prove}>
      <TextField
        label={words.proveField}
        value={code}
        onChange={setCode}
        hint={words.prove}
        name="code"
        required
        missing={text.common.wrong.typeIt(words.proveField)}
      />
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.proveIt}
      </button>
    </SheetForm>
  )
}
