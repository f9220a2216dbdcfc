import { z } from 'zod'
import type { AlarmInput } from '../alarm/input.ts'
import { type Authority, isReplay } from '../authority.ts'
import { isUnsure, overcountMs } from '../session/elapsed.ts'
import { isLengthOff } from '../session/gap-length.ts'
import { reckonGiven, tellGiven, withPhase } from '../session/move-doses.ts'
import { moveDue, moveOwn, withOneExtra } from '../session/move-due.ts'
import { answerAnew, replanDue } from '../session/replan.ts'
import { askAfterSaid } from '../session/same-patient.ts'
import type { GapRecord } from '../session/types.ts'
import { MINUTE_MS } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { givenReckoned } from './dose-events.ts'
import { measured, missed } from './due.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, freeText, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'
import { samePatient } from './same-patient.ts'

/** A wall clock may have stood anywhere: more than a day is possible. */
const seconds = z.number().min(-1e10).max(1e10)

/** Vigil did not watch for so many seconds (`cause`, `lengthS`); or a person has confirmed that (`state`, `by`). */
export const gap = eventKind(
  'gap',
  {
    cause: z.enum(['restart', 'sleep']).exactOptional(),
    lengthS: seconds.exactOptional(),
    /** Only the computer's wall clock tells how long it was, and it says this, maybe negative: a person is asked (AR-22). */
    byWallS: seconds.exactOptional(),
    state: z.enum(['confirmed', 'corrected']).exactOptional(),
    /** How long it really was, as the person says. */
    lengthMin: figure.exactOptional(),
    /** What was said before that, in minutes, and why it was wrong; absent: what the clock said. */
    beforeMin: figure.exactOptional(),
    reason: freeText.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    say(event, words) {
      const { gap } = words.record
      const { byWallS, lengthMin, beforeMin } = event
      if (event.state === 'corrected')
        return sentence(gap.corrected(lengthMin ?? 0, beforeMin ?? null), event, words)
      if (event.state === 'confirmed')
        return sentence(lengthMin === undefined ? gap.confirmed : gap.confirmedAs(lengthMin), event, words)
      const what = gap[event.cause ?? 'restart'](event.lengthS ?? 0)
      return byWallS === undefined ? what : `${what}; ${gap.byWall(byWallS)}`
    },
  },
)

/** Longer than any session may stand still, in minutes: two weeks. */
const MOST_MIN = 20_160
const gapMinutes = z.number().min(0).max(MOST_MIN)

/**
 * After a gap over 30 s: still the same patient and preset? (AR-13) Where only the wall clock tells how long it was, the
 * person may say it in minutes (`lengthMin`), and must where that clock went back (AR-22).
 *
 * `gapNumber` is which one, 1 for the first of the session: an answer is to what was seen, so a window names it, and only that one is
 * confirmed. In a script it is optional: a length is then of the oldest gap that wants one, and without one all are confirmed.
 */
export const confirmGap = act('confirmGap', {
  payload: z.strictObject({
    by,
    gapNumber: z.int().min(1).optional(),
    lengthMin: gapMinutes.optional(),
    /** Somebody has looked again at a length that is far from what the clock says. */
    lengthConfirmed: z.boolean().optional(),
  }),
  roles: carers,
  oncePerPress: true,
  events: [gap, samePatient, measured, missed],
  apply(state, { by, gapNumber: number, lengthMin, lengthConfirmed }, { authority, now }) {
    const { session } = state
    const named = number === undefined ? session.gaps : session.gaps.slice(number - 1, number)
    const open = named.filter(({ confirmed }) => !confirmed)
    if (open.length === 0)
      return {
        refused: named.length > 0 && number !== undefined ? refusal('gapConfirmed') : refusal('noGap'),
      }
    const confirmed = { by, at: now }
    if (lengthMin === undefined) {
      if (open.some(wentBack)) return { refused: refusal('gapLengthMissing') }
      const gaps = session.gaps.map(one => (open.includes(one) ? { ...one, confirmed } : one))
      const stands = open.filter(isUnsure).map(one => tellAlarms({ ...one, confirmed }))
      return { ...withEvent({ ...session, gaps }, gap.of({ state: 'confirmed', by })), alarms: stands }
    }
    const unsure = open.find(isUnsure)
    if (!unsure) return { refused: refusal('gapLengthKnown') }
    const unlooked = whyLookAgain(unsure, lengthMin, lengthConfirmed, authority)
    if (unlooked !== null) return { refused: unlooked }
    const said = { ...unsure, lengthMin, confirmed }
    const gaps = session.gaps.map(one => (one === unsure ? said : one))
    const due = moveDue({ ...session, gaps }, said, now)
    const answered = answerAnew(state, { ...session, gaps, due })
    const asked = askAfterSaid({ ...state, session: answered.session }, said, now)
    const event = gap.of({ state: 'confirmed', by, lengthMin })
    return {
      session: asked.session,
      events: [event, ...answered.events, ...asked.events],
      alarms: [tellAlarms(said)],
    }
  },
})

/**
 * The length of a gap was said wrongly, or Vigil took the clock's word for a short one: the right one, with a reason. The one before stays
 * in sight; what is due, what is asked and how old things are is reckoned anew.
 */
export const correctGap = act('correctGap', {
  payload: z.strictObject({
    by,
    gapNumber: z.int().min(1),
    lengthMin: gapMinutes,
    lengthConfirmed: z.boolean().optional(),
    reason: shortText,
  }),
  roles: carers,
  oncePerPress: true,
  events: [gap, givenReckoned, phase, samePatient, measured, missed],
  apply(state, { by, gapNumber, lengthMin, lengthConfirmed, reason }, { authority, now }) {
    const { session } = state
    const known = session.gaps[gapNumber - 1]
    if (!known) return { refused: refusal('noGap') }
    if (known.byWallMs === undefined) return { refused: refusal('gapLengthKnown') }
    if (!known.confirmed) return { refused: refusal('gapNotConfirmed') }
    if (known.lengthMin === lengthMin) return { refused: refusal('gapLengthSame', lengthMin) }
    const unlooked = whyLookAgain(known, lengthMin, lengthConfirmed, authority)
    if (unlooked !== null) return { refused: unlooked }
    const before = known.lengthMin === undefined ? {} : { lengthMin: known.lengthMin }
    const corrections = [...(known.corrections ?? []), { ...before, by, at: now, reason }]
    const said = { ...known, lengthMin, confirmed: { by, at: now }, corrections }
    const gaps = session.gaps.map(one => (one === known ? said : one))
    const lengthened = { ...session, gaps }
    const after = { ...lengthened, doses: reckonGiven(lengthened) }
    const due = withOneExtra(session.due.map(item => moveOwn(item, after, now)))
    const planned = session.t0 ? replanDue(state, { ...after, due }, now) : { session: after, events: [] }
    const phased = withPhase(session, planned.session, by, now)
    const asked = askAfterSaid({ ...state, session: phased.session }, said, now)
    const given = tellGiven(session.doses, after.doses, by, reason)
    const event = gap.of({ state: 'corrected', by, lengthMin, beforeMin: known.lengthMin, reason })
    const told = tellAlarms(said)
    return {
      session: asked.session,
      events: [event, ...given, ...phased.events, ...planned.events, ...asked.events],
      // It adds to what was said before of the same gap.
      alarms: [{ ...told, lacksMs: told.lacksMs - tellAlarms(known).lacksMs }],
    }
  },
})

/** Why a person is to look again at that length; null: it may stand, or somebody has. In a replay nobody can. */
function whyLookAgain(
  gap: GapRecord,
  lengthMin: number,
  isConfirmed: boolean | undefined,
  authority: Authority,
): WhyNot | null {
  if (isReplay(authority) || isConfirmed || !isLengthOff(gap, lengthMin)) return null
  const { byWallMs = 0 } = gap
  return byWallMs < 0
    ? refusal('gapLengthLong', lengthMin)
    : refusal('gapLengthFarOff', lengthMin, Math.round(byWallMs / MINUTE_MS))
}

/** Answers, pauses and the age of the last reading count what passed. */
function tellAlarms(said: GapRecord): Extract<AlarmInput, { kind: 'gapSaid' }> {
  const { from } = said
  return { kind: 'gapSaid', fromMonoMs: from.monoMs, lacksMs: -overcountMs({ gaps: [said] }, from.monoMs) }
}

function wentBack({ byWallMs = 0 }: GapRecord): boolean {
  return byWallMs < 0
}
