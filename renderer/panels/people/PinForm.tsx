import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { currentPerson, requirePerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { FormError, readText, TextField } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.sign

/** A person's own PIN; an administrator may set anybody's. */
export function PinForm() {
  const [name, setName] = useState(currentPerson() ?? '')
  const [pin, setPin] = useState('')
  const [oldPin, setOldPin] = useState('')
  const form = useForm(async () => {
    await ask('setPin', { by: requirePerson(), name, pin, ...omitUndefined({ oldPin: readText(oldPin) }) })
    setPin('')
    setOldPin('')
    tell(words.pinSet(name))
  })
  return (
    <form className="sheet-form" onSubmit={form.submit}>
      <fieldset>
        <legend>{words.setPin}</legend>
        <p className="dim">{words.pinNote}</p>
        <TextField label={words.pinOf} value={name} onChange={setName} required />
        <TextField label={words.oldPin} type="password" value={oldPin} onChange={setOldPin} />
        <TextField label={words.newPin} type="password" value={pin} onChange={setPin} required />
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.setPinNow}
        </button>
      </fieldset>
    </form>
  )
}
