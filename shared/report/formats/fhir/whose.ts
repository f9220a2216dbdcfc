import type { Reading } from '../../../reading.ts'
import { doubtOfPatient } from '../../../session/unconfirmed.ts'
import type { Instant } from '../../../time.ts'
import type { Context } from './context.ts'
import type { Observation } from './types.ts'

/**
 * Whether a value is final: what may be another patient's is preliminary until somebody answers, and entered in error once it
 * is known to be (AR-23).
 */
export function statusOfReading({ flags }: Pick<Reading, 'flags'>): Observation['status'] {
  if (flags.includes('otherPatient')) return 'entered-in-error'
  return flags.includes('patientUnconfirmed') ? 'preliminary' : 'final'
}

/** The same of what a person rated or marked at the patient. */
export function statusAt({ report: { session } }: Context, at: Instant): Observation['status'] {
  const doubt = doubtOfPatient(session, at)
  if (doubt === 'otherPatient') return 'entered-in-error'
  return doubt ? 'preliminary' : 'final'
}

/** The same of something that began then, where nothing can be in error: it did happen in this room. */
export function isPreliminary({ report: { session } }: Context, at: Instant): boolean {
  return doubtOfPatient(session, at) === 'patientUnconfirmed'
}
