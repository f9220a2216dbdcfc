import { useState } from 'react'
import { peopleRequests } from '../../../shared/ipc/people.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { NewPinFields } from './NewPinFields.tsx'

const words = text.people.ownPin

/** A person's own new PIN: the old one is asked for when it is sent. */
export function OwnPinSheet({ onClose }: SheetRender) {
  const [fresh, setFresh] = useState({ pin: '', again: '' })
  const form = useForm(async () => {
    await ask('changePin', { secret: fresh.pin })
    onClose()
    tell(words.done)
  }, peopleRequests.changePin.payload)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <NewPinFields value={fresh} onChange={setFresh} />
        <FormEnd form={form} label={words.go} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
