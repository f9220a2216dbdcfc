import type { Instant } from '../time.ts'
import type { PatientQuestion, Session } from './types.ts'

/* What of a session is not known to be its patient's (AR-23); `same-patient.ts` asks. */

type Asking = Pick<Session, 'patientQuestions'>

/** The question that nobody has answered yet. */
export function openQuestion({ patientQuestions = [] }: Asking): PatientQuestion | undefined {
  return patientQuestions.find(({ answer }) => answer === undefined)
}

/** Since when nobody knows, or somebody has said no, that it is this patient; null: it is known. */
export function unconfirmedSinceMs({ patientQuestions = [] }: Asking): number | null {
  return patientQuestions.find(({ answer }) => answer?.same !== true)?.from.monoMs ?? null
}

/** Measured when nobody knew that it was this patient, and nobody has confirmed it since. */
export function isUnconfirmed(session: Asking, { monoMs }: Pick<Instant, 'monoMs'>): boolean {
  const sinceMs = unconfirmedSinceMs(session)
  return sinceMs !== null && monoMs > sinceMs
}

/** What is to be said of something of that moment: whose it is is asked, or a person has said that it is not this patient's. */
export function doubtOfPatient(
  session: Asking,
  at: Pick<Instant, 'monoMs'>,
): 'patientUnconfirmed' | 'otherPatient' | null {
  if (!isUnconfirmed(session, at)) return null
  return openQuestion(session) ? 'patientUnconfirmed' : 'otherPatient'
}
