import { useState } from 'react'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { NewPinFields, readNewPin } from './NewPinFields.tsx'

const words = text.people.ownPin

/** A person's own new PIN: the old one is asked for when it is sent. */
export function OwnPinSheet({ onClose }: SheetRender) {
  const [fresh, setFresh] = useState({ pin: '', again: '' })
  const form = useForm(async () => {
    await ask('changePin', { secret: readNewPin(fresh) })
    onClose()
    tell(words.done)
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <NewPinFields value={fresh} onChange={setFresh} />
        <FormEnd form={form} label={words.go} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
