import { useState } from 'react'
import type { MadeCode } from '../../../shared/care-views.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'

const words = text.recordCare.newKeys

/** New keys throughout, by two people: their recovery sheet is shown once. */
export function NewKeys({ onMade }: { readonly onMade: (sheet: MadeCode) => void }) {
  const [busy, setBusy] = useState(false)
  const make = () =>
    withPerson(async () => {
      setBusy(true)
      try {
        onMade(await ask('rekeyRecord', {}))
      } finally {
        setBusy(false)
      }
    })
  return (
    <details>
      <summary>{words.title}</summary>
      <ul>
        {words.hints.map(hint => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
      <button type="button" disabled={busy} onClick={make}>
        {words.make}
      </button>
      <p role="status">{busy ? words.working : ''}</p>
    </details>
  )
}
