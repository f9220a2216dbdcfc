import type { Reading, Sample } from '../reading.ts'
import type { Action } from '../record/index.ts'
import { isAtPatient } from '../record/index.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { takenAgo, unsureGapOver } from './elapsed.ts'
import type { Session } from './types.ts'

/*
 * What shows that the patient is there (AR-23). A sign is of when it was taken, and only what is new is one: a result that is told
 * again, or was there before the session or its monitor, says nothing of who is there now.
 */

/**
 * When a sample showed that somebody is there whose values these are; what Vigil cannot read is one too. Null: it shows nothing. A
 * monitor that measures at nobody tells zeros: a capnograph in the air of the room no breath and no carbon dioxide.
 *
 * @param reading what became of it; null: nothing that is stored
 */
export function signOfSample(
  session: Pick<Session, 'gaps'>,
  sample: Sample,
  reading: Reading | null,
  now: Instant,
): Instant | null {
  switch (sample.kind) {
    case 'vital':
      if (sample.value === null || sample.value === 0) return null
      return sample.ageS === undefined ? now : takenThen(session, sample.ageS, reading, now)
    case 'nibp':
      return sample.status === 'ok' ? takenThen(session, sample.ageS, reading, now) : null
    default:
      return null
  }
}

function takenThen(
  session: Pick<Session, 'gaps'>,
  ageS: number | undefined,
  reading: Reading | null,
  now: Instant,
): Instant | null {
  // Over a gap of unknown length nobody knows when that was.
  return !reading || reading.existing || unsureGapOver(session, now, ageS) ? null : reading.takenAt
}

/** When what a person does was done at the patient, who may tell of it later; null: it is done from afar, or nobody knows when. */
export function signOfAct(session: Pick<Session, 'gaps'>, action: Action, now: Instant): Instant | null {
  if (!isAtPatient(action.do)) return null
  const agoMs = 'minutesAgo' in action ? (action.minutesAgo ?? 0) * MINUTE_MS : 0
  const agoS = agoMs / SECOND_MS
  return unsureGapOver(session, now, agoS) ? null : takenAgo(session, now, agoS)
}
