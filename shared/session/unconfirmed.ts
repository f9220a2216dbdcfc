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

/** A moment on the line; or a reading, which its number tells from another of the same moment. */
export type Told =
  | Pick<Instant, 'monoMs'>
  | { readonly takenAt: Pick<Instant, 'monoMs'>; readonly seq: number }

/**
 * Measured when nobody knew that it was this patient, and nobody has confirmed it since. A clock that went back leaves the line
 * where it stood: there the numbers of the readings tell what was before the gap from what was after it.
 */
export function isUnconfirmed({ patientQuestions = [] }: Asking, told: Told): boolean {
  const question = patientQuestions.find(({ answer }) => answer?.same !== true)
  if (!question) return false
  const { from, afterSeq } = question
  const { monoMs } = 'takenAt' in told ? told.takenAt : told
  if (monoMs !== from.monoMs) return monoMs > from.monoMs
  return 'takenAt' in told && afterSeq !== undefined && told.seq > afterSeq
}

/** What is to be said of something of that moment: whose it is is asked, or a person has said that it is not this patient's. */
export function doubtOfPatient(session: Asking, told: Told): 'patientUnconfirmed' | 'otherPatient' | null {
  if (!isUnconfirmed(session, told)) return null
  return openQuestion(session) ? 'patientUnconfirmed' : 'otherPatient'
}

/** Of what people answered or did, that which is known to be of this patient. */
export function knownOf<T extends { readonly at: Pick<Instant, 'monoMs'> }>(
  session: Asking,
  entries: readonly T[],
): readonly T[] {
  return entries.filter(({ at }) => !isUnconfirmed(session, at))
}
