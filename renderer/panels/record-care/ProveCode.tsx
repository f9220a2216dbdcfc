import { useState } from 'react'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare

/** The code typed back from paper: only then is it known that the sheet opens the record. */
export function ProveCode({ onProved }: { readonly onProved: () => void }) {
  const [code, setCode] = useState('')
  const form = useForm(async () => {
    await ask('proveRecoveryCode', { code })
    onProved()
  })
  return (
    <form className="prove-code" aria-label={words.prove} onSubmit={form.submit}>
      <TextField label={words.proveField} value={code} onChange={setCode} hint={words.prove} required />
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.proveIt}
      </button>
    </form>
  )
}
