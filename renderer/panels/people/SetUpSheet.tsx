import { useState } from 'react'
import { peopleRequests } from '../../../shared/ipc/people.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { welcome } from '../../window/lock.ts'
import { openSheet } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { NewPinFields } from './NewPinFields.tsx'

const words = text.people.setUp

/** The first administrator, once; the recovery sheet of the record comes next. */
export function SetUpSheet({ onClose }: SheetRender) {
  const [name, setName] = useState('')
  const [fresh, setFresh] = useState({ pin: '', again: '' })
  const form = useForm(async () => {
    welcome(await ask('setUpClinic', { name, secret: fresh.pin }))
    openSheet('firstSheet')
  }, peopleRequests.setUpClinic.payload)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p>{words.note}</p>
        <TextField label={words.name} value={name} onChange={setName} name="name" autoFocus />
        <NewPinFields value={fresh} onChange={setFresh} />
        <p className="dim">{words.recovery}</p>
        <FormEnd form={form} label={words.go} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
