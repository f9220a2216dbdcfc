import { openQuestion } from '../../../shared/session/unconfirmed.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { GapBanner } from './GapBanner.tsx'

const words = text.patient

/** One question at a time, in the order in which they matter: is it this patient, and how long was nobody watching? */
export function PatientBanner({ room }: { readonly room: LiveRoom }) {
  const { session } = room.view
  const question = session ? openQuestion(session) : undefined
  if (!question) return <GapBanner room={room} />
  return (
    <p className="gap-banner" role="status" data-testid="same-patient">
      {words.banner(words.why[question.why])}
      <button type="button" onClick={() => openSheet('samePatient')}>
        {words.answer}
      </button>
    </p>
  )
}
