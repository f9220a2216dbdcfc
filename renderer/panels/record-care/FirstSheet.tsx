import './record-care.css'
import { useState } from 'react'
import type { MadeCode } from '../../../shared/care-views.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openSheet, tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { KeyPlaceForm } from './KeyPlaceForm.tsx'
import { ProveCode } from './ProveCode.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'

const words = text.recordCare.first

/** After a clinic was set up: its recovery sheet, printed and typed back; then where the key is kept; then its people. */
export function FirstSheet() {
  const [made, setMade] = useState<MadeCode | null>(null)
  const [proved, setProved] = useState(false)
  const form = useForm(async () => setMade(await ask('makeFirstRecoveryCode', {})))
  const goOn = (said: string) => {
    openSheet('people')
    tell(said)
  }
  const later = () => goOn(proved ? words.laterKey : words.later)
  return (
    <Sheet title={words.title} onClose={later} wide>
      <ol className="first-steps">
        <li aria-current={!made || undefined}>{words.steps.print}</li>
        <li aria-current={(made && !proved) || undefined}>{words.steps.prove}</li>
        <li aria-current={proved || undefined}>{words.steps.key}</li>
      </ol>
      {made ? null : (
        <form className="sheet-form" onSubmit={form.submit}>
          <p>{words.note}</p>
          <FormEnd form={form} label={words.make} cancel={words.notNow} onCancel={later} autoFocus />
        </form>
      )}
      {made && !proved ? (
        <>
          <RecoverySheet {...made} onClose={null} />
          <ProveCode onProved={() => setProved(true)} />
          <NotNow onLater={later} />
        </>
      ) : null}
      {proved ? (
        <>
          <p role="status">{text.recordCare.provedNow}</p>
          <KeyPlaceForm onKept={() => goOn(words.done)} />
          <NotNow onLater={later} />
        </>
      ) : null}
    </Sheet>
  )
}

function NotNow({ onLater }: { readonly onLater: () => void }) {
  return (
    <p className="sheet-actions">
      <button type="button" onClick={onLater}>
        {words.notNow}
      </button>
    </p>
  )
}
