import { useState } from 'react'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.newRoom

/** One more room of the clinic. */
export function NewRoomSheet({ onClose }: SheetRender) {
  const [name, setName] = useState('')
  const form = useForm(async () => {
    await ask('addRoom', { name: name.trim() })
    onClose()
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <TextField label={words.name} value={name} onChange={setName} required />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" disabled={form.busy || name.trim() === ''}>
            {words.add}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
