import type { EventOf } from '../record/event.ts'
import { samePatient } from '../record/same-patient.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'
import { elapsedMs } from './elapsed.ts'
import type { RoomState, Silence } from './room-state.ts'
import type { GapRecord, PatientQuestion, Session } from './types.ts'
import { openQuestion } from './unconfirmed.ts'

/*
 * Is it still this patient? (AR-23) Asked after a long silence, a long gap, or a long session. Until somebody has compared two
 * identifiers, what is measured alarms and is shown, and counts for nothing that is said of this patient.
 */

/** Without any signal of the patient for so long, or after a gap longer than that (AR-23). */
export const SILENCE_MS = 30 * MINUTE_MS
/** So long after the opening it is asked in any case (AR-23). */
const LONG_MS = 12 * HOUR_MS

/** A signal of the patient at that moment: a value of a stream, a cuff, or what a person did at the patient. An older one says nothing new. */
export function noteSign(state: RoomState, at: Instant): RoomState {
  const { lastSign, session } = state
  if (at.monoMs < (lastSign ?? session.opened.at).monoMs) return state
  const silences = silencesUntil(state, at)
  return { ...state, lastSign: at, ...(silences ? { silences } : {}) }
}

/** With the one that ends now, where a gap lies in it whose length is a word, and may be put right yet; null: it has none. */
function silencesUntil(
  { session, lastSign, silences = [] }: RoomState,
  now: Instant,
): readonly Silence[] | null {
  const byWord = session.gaps.findLast(({ byWallMs }) => byWallMs !== undefined)
  if (!byWord || !lastSign || lastSign.monoMs > byWord.from.monoMs) return null
  // Where the line stood still, the first signal after the gap lies on its moment.
  const known = silences.find(({ to }) => to.monoMs === lastSign.monoMs && to.monoMs === byWord.to.monoMs)
  return [...silences.filter(one => one !== known), { from: known?.from ?? lastSign, to: now }]
}

/** The last signal of the patient; sessions of earlier versions did not keep it. */
function lastSignOf({ lastSign, session, vitals, cuff }: RoomState): Instant {
  if (lastSign) return lastSign
  const known = [
    ...Object.values(vitals).flatMap(track =>
      track && track.value !== null && track.value !== 0 ? [track.at] : [],
    ),
    ...[cuff.last, cuff.failed].flatMap(reading =>
      reading && !reading.existing && reading.status === 'ok' ? [reading.takenAt] : [],
    ),
    ...[...session.marks, ...session.doses, ...(session.scales ?? [])].map(({ at }) => at),
  ]
  return known.reduce((newest, at) => (at.monoMs > newest.monoMs ? at : newest), session.opened.at)
}

type Asked = { readonly session: Session; readonly events: readonly EventOf<typeof samePatient>[] }

/** Asks, where it is time to: once, until it is answered. */
export function askAsTimePasses(state: RoomState, now: Instant): Asked {
  const { session } = state
  if (openQuestion(session)) return { session, events: [] }
  const last = lastSignOf(state)
  // As it passed: a person may have said how long a gap was.
  if (elapsedMs(session, last, now) >= SILENCE_MS) return askPatient(state, 'silence', last, now)
  const isLongAt = (at: Instant) => elapsedMs(session, session.opened.at, at) >= LONG_MS
  const isAsked = session.patientQuestions?.some(({ asked }) => isLongAt(asked))
  return isLongAt(now) && !isAsked ? askPatient(state, 'long', now, now) : { session, events: [] }
}

/**
 * A person says that a gap was longer than the clock had made it: it is asked as it is after a long one, unless somebody has compared
 * the identifiers since; so it is where gap and silence together were as long. A question of later, still open, reaches back to them.
 *
 * @param gap with the length that was said
 */
export function askAfterSaid(
  state: Pick<RoomState, 'session' | 'lastSeq' | 'silences'>,
  gap: GapRecord,
  now: Instant,
): Asked {
  const { session } = state
  const { identity, patientQuestions = [] } = session
  const isLong = (gap.lengthMin ?? 0) * MINUTE_MS > SILENCE_MS
  const silence = state.silences?.find(
    one =>
      one.from.monoMs <= gap.from.monoMs &&
      one.to.monoMs >= gap.to.monoMs &&
      elapsedMs(session, one.from, one.to) >= SILENCE_MS,
  )
  if (!isLong && !silence) return { session, events: [] }
  const from = isLong || !silence ? gap.from : silence.from
  const open = openQuestion(session)
  if (open && open.from.monoMs > from.monoMs) {
    const reaching = { ...open, from }
    const all = patientQuestions.map(one => (one === open ? reaching : one))
    return { session: { ...session, patientQuestions: all }, events: [] }
  }
  const compared = [identity, ...patientQuestions.map(({ answer }) => answer)]
  const isCompared = compared.some(word => word !== undefined && word.at.monoMs >= gap.to.monoMs)
  return isCompared ? { session, events: [] } : askPatient(state, isLong ? 'gap' : 'silence', from, now)
}

/** @param from what comes after it is not known to be this patient's */
export function askPatient(
  { session, lastSeq }: Pick<RoomState, 'session' | 'lastSeq'>,
  why: PatientQuestion['why'],
  from: Instant,
  now: Instant,
): Asked {
  if (openQuestion(session)) return { session, events: [] }
  const patientQuestions = [...(session.patientQuestions ?? []), { why, from, afterSeq: lastSeq, asked: now }]
  return { session: { ...session, patientQuestions }, events: [samePatient.of({ state: 'asked', why })] }
}
