import { useState } from 'react'
import { asPerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { boundsOf, partOf, type RequestSchema } from '../fields/check.ts'
import { FormError, readNumber } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

interface NumberSettingProps {
  readonly words: {
    readonly field: string
    readonly hint: (least: number, most: number) => string
    readonly set: string
    readonly done: string
  }
  /** As it stands; null: nothing is set. */
  readonly value: number | null
  /** What is sent, and the field of it that the number fills: its range is that field's. */
  readonly request: RequestSchema
  readonly name: string
  /** Nothing typed is null. */
  readonly onSet: (value: number | null) => Promise<unknown>
  /** It was changed: look again. */
  readonly look: () => void
}

/** One number of how the record is kept, which a person sets. */
export function NumberSetting({ words, value, request, name, onSet, look }: NumberSettingProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  const { min = 0, max = 0 } = boundsOf(partOf(request, name))
  const form = useForm(
    () =>
      asPerson(async () => {
        await onSet(readNumber(words.field, typed) ?? null)
        tell(words.done)
        look()
      }),
    request,
  )
  return (
    <SheetForm form={form} className="field-row">
      <NumberField
        label={words.field}
        unit={null}
        value={typed}
        onChange={setTyped}
        name={name}
        hint={words.hint(min, max)}
      />
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.set}
      </button>
    </SheetForm>
  )
}
