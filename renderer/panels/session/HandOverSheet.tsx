import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.handOver

/** Who has the patient now, and what they must know. */
export function HandOverSheet({ roomId, onClose }: SheetRender) {
  const people = useLive(state => state.snapshot?.people) ?? []
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const form = useForm(async () => {
    await requestOrThrow('handOver', roomId ?? '', { to, ...omitUndefined({ text: readText(note) }) })
    onClose()
  }, acts.handOver.request)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <TextField
          name="to"
          label={words.to}
          value={to}
          onChange={setTo}
          list={people.map(({ name }) => name)}
        />
        <TextField
          name="text"
          label={words.text}
          value={note}
          onChange={setNote}
          hint={text.sheets.fields.optional}
        />
        <FormEnd form={form} label={words.record} onCancel={onClose} />
        <button type="button" className="quiet" onClick={() => openSheet('move')}>
          {text.patient.move.title}
        </button>
      </SheetForm>
    </Sheet>
  )
}
