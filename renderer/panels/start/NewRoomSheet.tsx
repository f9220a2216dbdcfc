import { useState } from 'react'
import { installationRequests } from '../../../shared/ipc/installation.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.newRoom

/** One more room of the clinic. */
export function NewRoomSheet({ onClose }: SheetRender) {
  const [name, setName] = useState('')
  const form = useForm(async () => {
    await ask('addRoom', { name: name.trim() })
    onClose()
  }, installationRequests.addRoom.payload)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <TextField label={words.name} value={name} onChange={setName} name="name" />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {words.add}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}
