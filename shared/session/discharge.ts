import { isPhysiological } from '../alarm/ids.ts'
import type { Preset } from '../presets/preset.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import {
  type Check,
  type CheckId,
  checkIds,
  type Override,
  type OwnCheck,
  type OwnCheckId,
  type RequiredCheck,
} from './checklist.ts'
import { dischargeTimes } from './discharge-times.ts'
import { isTimeUnsure, leastPassedMs, mostAgeMs } from './elapsed.ts'
import { isOnOxygen, oxygenStopped } from './oxygen.ts'
import type { RoomState } from './room-state.ts'
import { lastRating, type ScaleEntry, type ScaleId, scales } from './scales.ts'
import { explainsRisk, newestRisk, type RiskAnswer, readRisk } from './suicide-risk.ts'
import type { Session } from './types.ts'
import { isUnconfirmed, openQuestion, unconfirmedSinceMs } from './unconfirmed.ts'

/*
 * The discharge checklist (monitoring protocols, 8.6), judged anew whenever it is looked at. A failed item can be
 * overridden by the prescriber only, in words.
 */

/** BP that a patient may go home with, mmHg. */
const HOME_SYSTOLIC = 140
const HOME_DIASTOLIC = 90
/** Or so near to the baseline. */
const NEAR_BASELINE = 0.2
const HOME_SPO2 = 94
const SPO2_BELOW_BASELINE = 2
/** SpO2 must have held for so long. */
export const SPO2_HELD_MS = 5 * MINUTE_MS
/** The reading before discharge is not older (monitoring protocols, 8.2: M5, 8.3: M8). */
const FRESH_AT_DISCHARGE_MS = 15 * MINUTE_MS
const HOME_SCORE = 9

/** Every item with its evidence; null before a drug was given. */
export function evaluateDischarge(state: RoomState, now: Instant): readonly Check[] | null {
  const { session } = state
  if (!session.t0) return null
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
  const judged: Readonly<Record<CheckId, Judged>> = {
    D1: judgeTime(session, now),
    D2: ofPatient(() => judgeMeasurements(state, now)),
    D3: ofPatient(() => judgePressure(state)),
    D4: ofPatient(() => judgeSpo2(state, now)),
    D5: ofPatient(() => judgeSedation(session)),
    D6: ofPatient(() => judgeDissociation(session)),
    D7: ofPatient(() => judgeScores(session)),
    D8: judgeAlarms(state),
    D9: ofKnown(session.confirmations, ['escort', 'advice'], () => judgeEscort(session)),
    D10: ofKnown(session.confirmations, ['suicideRisk'], () => judgeRisk(session)),
  }
  return [
    ...checkIds.map(id => ({ id, ...judged[id], ...overrideOf(session, id) })),
    ...(session.clinicSet?.criteria ?? []).map(({ id, text }) => ({
      id,
      text,
      ...judgeOwn(session, id),
      ...overrideOf(session, id),
    })),
  ]
}

function overrideOf(session: Session, id: CheckId | OwnCheckId): Pick<Check, 'override'> {
  const override = session.overrides?.find(entry => entry.check === id && !isOutdated(entry, session))
  if (!override) return {}
  const { check: _check, ...act } = override
  return { override: act }
}

/** A risk that was found after the prescriber had decided has not been decided on. */
function isOutdated({ check, at }: Override, session: Session): boolean {
  const risk = check === 'D10' ? newestRisk(session.confirmations ?? []) : undefined
  return risk !== undefined && risk.at.monoMs > at.monoMs
}

/** What is measured, or rated, may be another patient's (AR-23). */
const UNCONFIRMED: Judged = { passed: false, evidence: 'patient not confirmed' }

type Judged = Pick<RequiredCheck, 'passed' | 'evidence' | 'answer'>

function judgeTime(session: Session, now: Instant): Judged {
  const times = dischargeTimes(session)
  if (!times) return { passed: false, evidence: 'dosing has not ended' }
  if (isTimeUnsure(session, session.t0))
    return { passed: false, evidence: 'how long Vigil did not run is not confirmed' }
  const leftMin = Math.ceil((times.earliest - now.monoMs) / MINUTE_MS)
  return leftMin > 0
    ? { passed: false, evidence: `${leftMin} min left` }
    : { passed: true, evidence: 'observation time is over' }
}

function judgeMeasurements(state: RoomState, now: Instant): Judged {
  const open = state.session.due.filter(
    item => item.class === 'required' && !['done', 'late', 'excused'].includes(item.status),
  )
  if (open.length > 0)
    return { passed: false, evidence: `missing: ${open.map(item => item.label).join(', ')}` }
  const last = ownCuff(state)
  if (!last || mostAgeMs(state.session, last.takenAt.monoMs, now) > FRESH_AT_DISCHARGE_MS)
    return { passed: false, evidence: 'no BP of the last 15 min' }
  const old = completionRatings(state.session.preset).filter(id => {
    const entry = ratingSinceT0(state.session, id)
    return !entry || mostAgeMs(state.session, entry.at.monoMs, now) > FRESH_AT_DISCHARGE_MS
  })
  if (old.length > 0)
    return { passed: false, evidence: `no ${old.map(id => scales[id].label).join(', ')} of the last 15 min` }
  return { passed: true, evidence: 'all required measurements are there' }
}

/** What is rated with the last measurements (monitoring protocols, 8.2: M5, 8.3: M8). */
function completionRatings({ due, assessmentAfterMin }: Preset): readonly ScaleId[] {
  return due.flatMap(rule => (rule.fromMin >= assessmentAfterMin ? (rule.ratings ?? []) : []))
}

/** What stood on the monitor before the session may be another patient's. */
function ownCuff({ cuff: { last } }: RoomState): RoomState['cuff']['last'] {
  return last?.existing ? null : last
}

function judgePressure(state: RoomState): Judged {
  const { session, cuff } = state
  const { before } = cuff
  const last = ownCuff(state)
  if (!last || last.systolic === null || last.diastolic === null)
    return { passed: false, evidence: 'no BP reading' }
  const evidence = `BP ${last.systolic}/${last.diastolic}`
  if (last.systolic <= HOME_SYSTOLIC && last.diastolic <= HOME_DIASTOLIC) return { passed: true, evidence }
  const { baseline } = session
  if (!baseline) return { passed: false, evidence: `${evidence}, no baseline` }
  const near = (value: number, base: number) => Math.abs(value - base) <= NEAR_BASELINE * base
  const falling =
    before !== undefined &&
    before !== null &&
    before.systolic !== null &&
    before.diastolic !== null &&
    last.systolic <= before.systolic &&
    last.diastolic <= before.diastolic
  const passed = near(last.systolic, baseline.systolic) && near(last.diastolic, baseline.diastolic) && falling
  const base = `${Math.round(baseline.systolic)}/${Math.round(baseline.diastolic)}`
  return { passed, evidence: `${evidence}, baseline ${base}${falling ? '' : ', not falling'}` }
}

function judgeSpo2({ session, spo2Lately = [] }: RoomState, now: Instant): Judged {
  if (isOnOxygen(session)) return { passed: false, evidence: 'oxygen is being given' }
  const stopped = oxygenStopped(session)
  const onAirMs = stopped === null ? Number.POSITIVE_INFINITY : leastPassedMs(session, stopped.monoMs, now)
  if (onAirMs < SPO2_HELD_MS)
    return { passed: false, evidence: `on room air for ${Math.floor(onAirMs / MINUTE_MS)} min only` }
  const lately = spo2Lately.filter(({ atMs }) => mostAgeMs(session, atMs, now) <= SPO2_HELD_MS)
  if (lately.length === 0) return { passed: false, evidence: 'no SpO2 of the last 5 min' }
  const lowest = Math.min(...lately.map(({ min }) => min))
  const base = session.baseline?.spo2 ?? null
  const passed = lowest >= HOME_SPO2 || (base !== null && lowest >= base - SPO2_BELOW_BASELINE)
  return { passed, evidence: `lowest of 5 min ${lowest} % on room air` }
}

/** What was rated before the drug was given says nothing of recovery from it. */
function ratingSinceT0({ t0, scales: entries = [] }: Session, id: ScaleId): ScaleEntry | undefined {
  const last = lastRating(entries, id)
  return last && t0 && last.at.monoMs >= t0.monoMs ? last : undefined
}

function judgeSedation(session: Session): Judged {
  const last = ratingSinceT0(session, 'moaas')
  if (!last) return { passed: false, evidence: 'no MOAA/S' }
  return { passed: last.total === 5, evidence: `MOAA/S ${last.total}` }
}

function judgeDissociation(session: Session): Judged {
  const last = ratingSinceT0(session, 'dissociation')
  if (!last) return { passed: false, evidence: 'not rated' }
  return { passed: last.total === 0, evidence: last.total === 0 ? 'resolved' : `rated ${last.total}` }
}

function judgeScores(session: Session): Judged {
  const used = (['aldrete', 'padss'] as const).flatMap(id => ratingSinceT0(session, id) ?? [])
  if (used.length === 0) return { passed: true, evidence: 'not used' }
  return {
    passed: used.every(({ total }) => total >= HOME_SCORE),
    evidence: used.map(({ scale, total }) => `${scales[scale].label} ${total}`).join(', '),
  }
}

/** Whosever they are, alarms stand in the way; that there is none says nothing where the values may be another patient's. */
function judgeAlarms({ alarm, session }: RoomState): Judged {
  const active = alarm.conditions.filter(condition => isPhysiological(condition.alarm)).length
  const waiting = alarm.latched.length
  if (active + waiting === 0)
    return unconfirmedSinceMs(session) === null ? { passed: true, evidence: 'no alarm' } : UNCONFIRMED
  return { passed: false, evidence: `${active} active, ${waiting} not acknowledged` }
}

/** What people answered of this patient: what was typed when nobody knew who it was may be of another (AR-23). */
function answersOfPatient<T extends { readonly at: Instant }>(
  session: Session,
  answers: readonly T[],
): readonly T[] {
  return answers.filter(({ at }) => !isUnconfirmed(session, at))
}

function judgeEscort(session: Session): Judged {
  const confirmations = answersOfPatient(session, session.confirmations ?? [])
  const escort = confirmations.findLast(entry => entry.item === 'escort')
  const advice = confirmations.findLast(entry => entry.item === 'advice')
  if (!escort) return { passed: false, evidence: 'no escort named' }
  return {
    passed: advice !== undefined,
    evidence: `escort ${escort.text ?? ''}${advice ? ', advice given' : ', no written advice yet'}`,
  }
}

function judgeRisk(session: Session): Judged {
  const risk = newestRisk(answersOfPatient(session, session.confirmations ?? []))
  if (!risk) return { passed: false, evidence: 'not recorded' }
  const answer = readRisk(risk)
  if (answer === null)
    return { passed: false, evidence: `“${risk.text ?? ''}” (${risk.by}): none, present or not asked?` }
  const said = explainsRisk(risk) ? `: ${risk.text}` : ''
  const left = answer === 'present' ? '; the prescriber decides, in words' : ''
  return {
    passed: answer === 'none',
    evidence: `${riskWords[answer]}${said} (${risk.by})${left}`,
    answer,
  }
}
/** What the clinic asks besides: a person says yes. */
function judgeOwn(session: Session, id: OwnCheckId): Pick<OwnCheck, 'passed' | 'evidence'> {
  const answer = answersOfPatient(session, session.ownAnswers ?? []).findLast(entry => entry.id === id)
  if (!answer) return { passed: false, evidence: 'not answered' }
  return { passed: answer.met, evidence: `${answer.met ? 'yes' : 'no'} (${answer.by})` }
}

const riskWords: Readonly<Record<RiskAnswer, string>> = {
  none: 'none',
  present: 'present',
  notAsked: 'not asked',
}
