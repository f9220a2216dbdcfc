import { z } from 'zod'
import { typedName } from '../plain-text.ts'
import { type Patient, questionCauses } from '../session/types.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { eventKind, sentence } from './event.ts'
import { by, whom } from './parts.ts'

/** Two identifiers, asked of the patient and typed again. A replayed script has no patient. */
export const identifiers = {
  by,
  recordId: typedName(40),
  birthYear: z.number().int().min(1900).max(2100),
}

/** Why these are not the patient's, in one sentence; null: they match. */
export function whyNoMatch(
  patient: Patient,
  typed: { readonly recordId: string; readonly birthYear: number },
): WhyNot | null {
  const matches =
    typed.recordId.toLowerCase() === patient.recordId.toLowerCase() && typed.birthYear === patient.birthYear
  return matches ? null : refusal('otherIdentifiers')
}

/** "Same patient?" is asked (`why`), or answered by a person (AR-23). */
export const samePatient = eventKind(
  'samePatient',
  {
    state: z.enum(['asked', 'confirmed', 'other']),
    why: z.enum(questionCauses).exactOptional(),
    by: whom.exactOptional(),
  },
  {
    say(event, words) {
      const { samePatient: said } = words.record
      return event.state === 'asked'
        ? said.asked(said.why[event.why ?? 'silence'])
        : sentence(said[event.state], event, words)
    },
  },
)
