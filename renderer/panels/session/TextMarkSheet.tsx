import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormError, readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

/** A medicine given, which needs a few words, or oxygen, for which one press is enough. */
function TextMarkSheet({ roomId, onClose, mark }: SheetRender & { readonly mark: 'medicine' | 'oxygen' }) {
  const [words, setWords] = useState('')
  const title = text.sheets[mark].title
  const label = mark === 'medicine' ? text.sheets.medicine.name : text.sheets.oxygen.flow
  const form = useForm(async () => {
    const said = readText(words)
    if (said === undefined && mark === 'medicine') throw new Error(text.common.wrong.fewWords(label))
    await requestOrThrow('recordMark', roomId ?? '', { mark, ...omitUndefined({ text: said }) })
    onClose()
  }, acts.recordMark.request)
  const stop = useForm(async () => {
    await requestOrThrow('recordMark', roomId ?? '', { mark, severity: 'none' })
    onClose()
  })
  return (
    <Sheet title={title} onClose={onClose}>
      <SheetForm form={form}>
        <TextField
          name="text"
          label={label}
          value={words}
          onChange={setWords}
          required={mark === 'medicine'}
        />
        <FormError>{form.error ?? stop.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {text.sheets[mark].record}
          </button>
          {mark === 'oxygen' ? (
            <button type="button" onClick={() => stop.submit()} aria-disabled={stop.busy}>
              {text.sheets.oxygen.stop}
            </button>
          ) : null}
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}

export function MedicineSheet(props: SheetRender) {
  return <TextMarkSheet {...props} mark="medicine" />
}

export function OxygenSheet(props: SheetRender) {
  return <TextMarkSheet {...props} mark="oxygen" />
}
