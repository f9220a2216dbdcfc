import { isLimitAlarm, isPhysiological, type Priority } from '../alarm/ids.ts'
import { stepsBad } from '../alarm/rules/worsening.ts'
import { isDoubtfulCuff } from '../plausibility.ts'
import type { Preset } from '../presets/preset.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { type Check, type CheckId, checkIds, type OwnCheckId, type RequiredCheck } from './checklist.ts'
import { covers } from './covers.ts'
import { dischargeTimes } from './discharge-times.ts'
import { isTimeUnsure, mostAgeMs } from './elapsed.ts'
import type { Evidence } from './evidence.ts'
import type { RoomState } from './room-state.ts'
import { lastRating, type ScaleEntry, type ScaleId } from './scales.ts'
import { type Shortcomings, STEPS } from './shortcomings.ts'
import { judgeHeld } from './spo2-held.ts'
import { explainsRisk, newestRisk, readRisk } from './suicide-risk.ts'
import type { Session } from './types.ts'
import { isUnconfirmed, knownOf, openQuestion, unconfirmedSinceMs } from './unconfirmed.ts'

/*
 * The discharge checklist (monitoring protocols, 8.6), judged anew whenever it is looked at. A failed item can be
 * overridden by the prescriber only, in words.
 */

/** BP that a patient may go home with, mmHg. */
const HOME_SYSTOLIC = 140
const HOME_DIASTOLIC = 90
/** Or so near to the baseline. */
const NEAR_BASELINE = 0.2
/** The reading before discharge is not older (monitoring protocols, 8.2: M5, 8.3: M8). */
const FRESH_AT_DISCHARGE_MS = 15 * MINUTE_MS
const HOME_SCORE = 9

/** Every item with its evidence; null before a drug was given. */
export function evaluateDischarge(state: RoomState, now: Instant): readonly Check[] | null {
  const { session } = state
  if (!session.t0) return null
  const judged = judgeAll(state, now)
  const view = (id: CheckId | OwnCheckId, { wrong, ...shown }: Judged) => ({
    ...shown,
    ...overrideOf(session, id, wrong),
  })
  return [
    ...checkIds.map(id => ({ id, ...view(id, judged[id]) })),
    ...(session.clinicSet?.criteria ?? []).map(({ id, text }) => ({
      id,
      text,
      ...view(id, judgeOwn(session, id)),
    })),
  ]
}

/** What is wrong with each item, as overrides weigh it; passed ones have nothing. */
export function weighChecks(state: RoomState, now: Instant): Readonly<Record<string, Shortcomings>> {
  const own = (state.session.clinicSet?.criteria ?? []).map(
    ({ id }) => [id, judgeOwn(state.session, id)] as const,
  )
  const all: Readonly<Record<string, Judged>> = { ...judgeAll(state, now), ...Object.fromEntries(own) }
  return Object.fromEntries(Object.entries(all).map(([id, { passed, wrong }]) => [id, passed ? {} : wrong]))
}

function judgeAll(state: RoomState, now: Instant): Readonly<Record<CheckId, Judged>> {
  const { session } = state
  const ofPatient = (judge: () => Judged): Judged =>
    unconfirmedSinceMs(session) === null ? judge() : UNCONFIRMED
  /** What was answered since the question was asked decides nothing yet. */
  const ofKnown = (
    answers: Session['confirmations'],
    items: readonly string[],
    judge: () => Judged,
  ): Judged =>
    openQuestion(session) &&
    answers?.some(({ item, at }) => items.includes(item) && isUnconfirmed(session, at))
      ? UNCONFIRMED
      : judge()
  return {
    D1: judgeTime(session, now),
    D2: ofPatient(() => judgeMeasurements(state, now)),
    D3: ofPatient(() => judgePressure(state)),
    D4: ofPatient(() => judgeHeld(state, now)),
    D5: ofPatient(() => judgeSedation(session)),
    D6: ofPatient(() => judgeDissociation(session)),
    D7: ofPatient(() => judgeScores(session)),
    D8: judgeAlarms(state),
    D9: ofKnown(session.confirmations, ['escort', 'advice'], () => judgeEscort(session)),
    D10: ofKnown(session.confirmations, ['suicideRisk'], () => judgeRisk(session)),
  }
}

function overrideOf(
  session: Session,
  id: CheckId | OwnCheckId,
  wrong: Shortcomings,
): Pick<Check, 'override'> {
  const override = session.overrides?.find(entry => entry.check === id && covers(entry, session, wrong))
  if (!override) return {}
  const { reason, by, at } = override
  return { override: { reason, by, at } }
}

/** What is measured, or rated, may be another patient's (AR-23). */
const UNCONFIRMED: Judged = { passed: false, evidence: { code: 'unconfirmed' }, wrong: { patient: 1 } }

interface Judged extends Pick<RequiredCheck, 'passed' | 'answer'> {
  readonly evidence: Evidence
  readonly wrong: Shortcomings
}

function judgeTime(session: Session, now: Instant): Judged {
  const times = dischargeTimes(session)
  if (!times) return { passed: false, evidence: { code: 'notEnded' }, wrong: { end: 1 } }
  if (isTimeUnsure(session, session.t0))
    return { passed: false, evidence: { code: 'lengthUnsure' }, wrong: { unsure: 1 } }
  const leftMin = Math.ceil((times.earliest - now.monoMs) / MINUTE_MS)
  // What is left grows less by itself; that the time is over later than was decided on is news.
  const wrong = { earliestMin: (times.earliest - session.opened.at.monoMs) / MINUTE_MS }
  return leftMin > 0
    ? { passed: false, evidence: { code: 'minutesLeft', values: { min: leftMin } }, wrong }
    : { passed: true, evidence: { code: 'timeOver' }, wrong: {} }
}

function judgeMeasurements(state: RoomState, now: Instant): Judged {
  const open = state.session.due.filter(
    item => item.class === 'required' && !['done', 'late', 'excused'].includes(item.status),
  )
  const last = ownCuff(state)
  const isOld = !last || mostAgeMs(state.session, last.takenAt.monoMs, now) > FRESH_AT_DISCHARGE_MS
  const old = completionRatings(state.session.preset).filter(id => {
    const entry = ratingSinceT0(state.session, id)
    return !entry || mostAgeMs(state.session, entry.at.monoMs, now) > FRESH_AT_DISCHARGE_MS
  })
  if (open.length + old.length === 0 && !isOld)
    return { passed: true, evidence: { code: 'allMeasured' }, wrong: {} }
  return {
    passed: false,
    evidence: {
      code: 'missing',
      values: { due: open.map(({ label }) => label), pressure: isOld, ratings: old },
    },
    // That what was measured gets older was foreseen by whoever let it pass; that something else is missing was not.
    wrong: Object.fromEntries(open.map(({ id }) => [`due.${id}`, 1])),
  }
}

/** What is rated with the last measurements (monitoring protocols, 8.2: M5, 8.3: M8). */
function completionRatings({ due, assessmentAfterMin }: Preset): readonly ScaleId[] {
  return due.flatMap(rule => (rule.fromMin >= assessmentAfterMin ? (rule.ratings ?? []) : []))
}

/** Taken since T0: what was there before the drug says nothing of recovery from it, and may be another patient's if it is older than the session. */
function ownCuff({ session: { t0 }, cuff: { last } }: RoomState): RoomState['cuff']['last'] {
  return last && !last.existing && isSince(t0, last.takenAt) ? last : null
}

function isSince(t0: Instant | undefined, { monoMs }: Pick<Instant, 'monoMs'>): boolean {
  return t0 !== undefined && monoMs >= t0.monoMs
}

function judgePressure(state: RoomState): Judged {
  const { session, cuff } = state
  const { before } = cuff
  const last = ownCuff(state)
  if (!last || last.systolic === null || last.diastolic === null)
    return { passed: false, evidence: { code: 'noPressure' }, wrong: { none: 1 } }
  const isDoubtful = isDoubtfulCuff(last)
  const pressure = { systolic: last.systolic, diastolic: last.diastolic }
  if (!isDoubtful && last.systolic <= HOME_SYSTOLIC && last.diastolic <= HOME_DIASTOLIC)
    return { passed: true, evidence: { code: 'pressure', values: pressure }, wrong: {} }
  const wrong = {
    systolic: Math.max(0, last.systolic - HOME_SYSTOLIC),
    diastolic: Math.max(0, last.diastolic - HOME_DIASTOLIC),
    ...(isDoubtful ? { doubtful: 1 } : {}),
  }
  if (isDoubtful) return { passed: false, evidence: { code: 'pressureDoubtful', values: pressure }, wrong }
  const { baseline } = session
  if (!baseline) return { passed: false, evidence: { code: 'pressureAlone', values: pressure }, wrong }
  const near = (value: number, base: number) => Math.abs(value - base) <= NEAR_BASELINE * base
  const falling =
    before !== undefined &&
    before !== null &&
    isSince(session.t0, before.takenAt) &&
    !isDoubtfulCuff(before) &&
    before.systolic !== null &&
    before.diastolic !== null &&
    last.systolic <= before.systolic &&
    last.diastolic <= before.diastolic
  const passed = near(last.systolic, baseline.systolic) && near(last.diastolic, baseline.diastolic) && falling
  const base = { systolic: Math.round(baseline.systolic), diastolic: Math.round(baseline.diastolic) }
  const evidence: Evidence = {
    code: falling ? 'pressureFalling' : 'pressureNotFalling',
    values: { ...pressure, baseline: base },
  }
  return { passed, evidence, wrong }
}

/** What was rated before the drug was given says nothing of recovery from it. */
function ratingSinceT0({ t0, scales: entries = [] }: Session, id: ScaleId): ScaleEntry | undefined {
  const last = lastRating(entries, id)
  return last && isSince(t0, last.at) ? last : undefined
}

function judgeSedation(session: Session): Judged {
  const last = ratingSinceT0(session, 'moaas')
  if (!last) return { passed: false, evidence: { code: 'noSedation' }, wrong: { none: 1 } }
  const { total } = last
  return {
    passed: total === 5,
    evidence: { code: 'sedation', values: { total } },
    wrong: { moaas: 5 - total },
  }
}

function judgeDissociation(session: Session): Judged {
  const last = ratingSinceT0(session, 'dissociation')
  if (!last) return { passed: false, evidence: { code: 'notRated' }, wrong: { none: 1 } }
  const { total } = last
  return {
    passed: total === 0,
    evidence: total === 0 ? { code: 'resolved' } : { code: 'rated', values: { total } },
    wrong: { dissociation: total },
  }
}

function judgeScores(session: Session): Judged {
  const used = (['aldrete', 'padss'] as const).flatMap(id => ratingSinceT0(session, id) ?? [])
  if (used.length === 0) return { passed: true, evidence: { code: 'notUsed' }, wrong: {} }
  return {
    passed: used.every(({ total }) => total >= HOME_SCORE),
    evidence: { code: 'scores', values: { totals: used.map(({ scale, total }) => ({ scale, total })) } },
    // Of two that pass neither is the worse one.
    wrong: Object.fromEntries(used.map(({ scale, total }) => [scale, Math.max(0, HOME_SCORE - total)])),
  }
}

/** Whosever they are, alarms stand in the way; that there is none says nothing where the values may be another patient's. */
function judgeAlarms({ alarm, session }: RoomState): Judged {
  const active = alarm.conditions.filter(condition => isPhysiological(condition.alarm))
  const waiting = alarm.latched
  if (active.length + waiting.length === 0)
    return unconfirmedSinceMs(session) === null
      ? { passed: true, evidence: { code: 'noAlarm' }, wrong: {} }
      : UNCONFIRMED
  // Another occurrence, or a higher priority of the same one, has not been decided on.
  const ranked: readonly (readonly [string, number])[] = [
    ...active.map(({ occurrence, priority }) => [`alarm.${occurrence}`, ranks[priority]] as const),
    ...waiting.map(({ occurrence }) => [`alarm.${occurrence}`, ranks.high] as const),
    // A lower score of the same sedation has not either.
    ...active.flatMap(({ occurrence, items = [] }) =>
      items.map(item => [`alarm.${occurrence}.${item}`, 1] as const),
    ),
    ...active.flatMap(({ alarm: id, occurrence, value }) => {
      const steps = isLimitAlarm(id) ? stepsBad(alarm.limits[id], value) : null
      return steps === null ? [] : [[`${STEPS}${occurrence}`, steps] as const]
    }),
  ]
  return {
    passed: false,
    evidence: { code: 'alarms', values: { active: active.length, waiting: waiting.length } },
    wrong: {
      ...Object.fromEntries(ranked),
      ...(unconfirmedSinceMs(session) === null ? {} : UNCONFIRMED.wrong),
    },
  }
}

function judgeEscort(session: Session): Judged {
  const confirmations = knownOf(session, session.confirmations ?? [])
  const escort = confirmations.findLast(entry => entry.item === 'escort')
  const advice = confirmations.findLast(entry => entry.item === 'advice')
  if (!escort) return { passed: false, evidence: { code: 'noEscort' }, wrong: { escort: 1, advice: 1 } }
  return {
    passed: advice !== undefined,
    evidence: { code: advice ? 'escort' : 'escortUnadvised', values: { name: escort.text ?? '' } },
    wrong: { advice: advice ? 0 : 1 },
  }
}

function judgeRisk(session: Session): Judged {
  const risk = newestRisk(knownOf(session, session.confirmations ?? []))
  if (!risk) return { passed: false, evidence: { code: 'riskUnasked' }, wrong: { unasked: 1 } }
  const answer = readRisk(risk)
  if (answer === null)
    return {
      passed: false,
      evidence: { code: 'riskUnclear', values: { text: risk.text ?? '', by: risk.by } },
      wrong: { unclear: 1 },
    }
  // Whoever was well before the drug may not be so after it.
  const isBefore = !isSince(session.t0, risk.at)
  const evidence: Evidence = {
    code: 'risk',
    values: {
      answer,
      ...(explainsRisk(risk) && risk.text !== undefined ? { said: risk.text } : {}),
      by: risk.by,
      ...(isBefore ? { before: true } : {}),
    },
  }
  if (isBefore) return { passed: false, evidence, answer, wrong: { before: 1, [answer]: 1 } }
  return { passed: answer === 'none', evidence, answer, wrong: { [answer]: 1 } }
}

/** What the clinic asks besides: a person says yes. */
function judgeOwn(session: Session, id: OwnCheckId): Judged {
  const answers = knownOf(session, session.ownAnswers ?? [])
  const answer = answers.findLast(entry => entry.id === id && isSince(session.t0, entry.at))
  if (!answer) return { passed: false, evidence: { code: 'unanswered' }, wrong: { unanswered: 1 } }
  const { met, by } = answer
  return { passed: met, evidence: { code: met ? 'yes' : 'no', values: { by } }, wrong: { no: 1 } }
}

const ranks: Readonly<Record<Priority, number>> = { low: 1, medium: 2, high: 3 }
