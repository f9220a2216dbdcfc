import type { MadeCode } from '../../../shared/care-views.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { asPerson } from '../../window/requests.ts'
import { FormError } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare.newKeys

/** New keys throughout, by two people: their recovery sheet is shown once. */
export function NewKeys({ onMade }: { readonly onMade: (sheet: MadeCode) => void }) {
  const form = useForm(() => asPerson(async () => onMade(await ask('rekeyRecord', {}))))
  return (
    <details>
      <summary>{words.title}</summary>
      <ul>
        {words.hints.map(hint => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
      <FormError>{form.error}</FormError>
      <button type="button" aria-disabled={form.busy} onClick={form.submit}>
        {words.make}
      </button>
      <p role="status">{form.busy ? words.working : ''}</p>
    </details>
  )
}
