import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { CANDIDATE_MS, formBaseline, HALF_MINUTE_MS, STREAM_BASELINE_MS } from './baseline.ts'
import { leastPassedMs, mostAgeMs } from './elapsed.ts'
import type { GateFinding, GateOverride } from './findings.ts'
import { isCaution, preDoseItems } from './pre-dose.ts'
import type { CuffCandidate, RememberedValue, RoomState, VitalTrack } from './room-state.ts'
import { lastRating } from './scales.ts'
import type { Session } from './types.ts'
import { openQuestion } from './unconfirmed.ts'

/** A finding as windows show it. */
export interface GateItem {
  readonly finding: GateFinding
  readonly override?: GateOverride
  /** From when on a repeated cuff reading counts (`notRepeated` only). */
  readonly fromMonoMs?: number
}

/** Above these the decision to dose must weigh the short-term rise (esketamine label; monitoring protocols 1.2, 4). */
const GATE_SYSTOLIC = 140
const GATE_DIASTOLIC = 90
const VERY_HIGH_SYSTOLIC = 160
const VERY_HIGH_DIASTOLIC = 100
/** A high reading is repeated after so much rest before anybody decides (monitoring protocols, 4). */
const REST_MS = 5 * MINUTE_MS
/** The prescriber reviews what lies outside (monitoring protocols, 4). */
const GATE_SPO2 = 94
const GATE_PULSE = { low: 50, high: 110 } as const
const STREAM_FRESH_MS = 10 * SECOND_MS
/** An override holds no longer than the cuff reading that it weighed. */
const OVERRIDE_MS = CANDIDATE_MS

/**
 * Looks at the patient just before T0. An empty list: nothing stands against dosing.
 *
 * @param now T0, which may lie some minutes back
 */
export function inspectGate(state: RoomState, now: Instant): readonly GateFinding[] {
  return [...inspectPatient(state, now), ...inspectPaper(state.session, now)]
}

/** What the monitors say. */
export function inspectPatient(state: RoomState, now: Instant): readonly GateFinding[] {
  const findings: GateFinding[] = []
  const last = state.cuff.candidates.findLast(({ takenAt }) => takenAt.monoMs <= now.monoMs)
  if (!formBaseline(state, now)) findings.push('noBaseline')
  if (last && isHigh(last)) {
    findings.push(isVeryHigh(last) ? 'pressureVeryHigh' : 'pressureHigh')
    const restedMs = restedSinceHighMs(state, last.takenAt)
    if (restedMs !== null && restedMs < REST_MS) findings.push('notRepeated')
  }
  const spo2 = freshValue(state, 'spo2', now)
  const pulse = freshValue(state, 'pulseRate', now) ?? freshValue(state, 'heartRate', now)
  if (spo2 === null) findings.push('noSpo2')
  else if (spo2 < GATE_SPO2) findings.push('spo2Low')
  if (pulse === null) findings.push('noPulse')
  else if (pulse < GATE_PULSE.low || pulse > GATE_PULSE.high) findings.push('pulseOut')
  return findings
}

/** What people have, or have not, asked, compared and rated. */
function inspectPaper(session: Session, now: Instant): readonly GateFinding[] {
  const findings: GateFinding[] = []
  if (!session.identity || openQuestion(session)) findings.push('identityOpen')
  const answers = preDoseItems(session.preset).map(item =>
    session.preDose?.find(answer => answer.item === item),
  )
  if (answers.includes(undefined)) findings.push('checklistOpen')
  if (answers.some(answer => answer && !answer.clear && !isCaution(answer.item)))
    findings.push('checklistFailed')
  // A preset that follows sedation wants to know where it began (monitoring protocols, 8.2 and 8.3: M0).
  const before = (session.scales ?? []).filter(({ at }) => at.monoMs <= now.monoMs)
  const rated = lastRating(before, 'moaas')
  if (asksSedation(session) && !(rated && mostAgeMs(session, rated.at.monoMs, now) <= CANDIDATE_MS))
    findings.push('noSedation')
  return findings
}

function asksSedation({ preset }: Session): boolean {
  return preset.due.some(({ ratings }) => ratings?.includes('moaas'))
}

/** How long the patient has rested since the first reading that was high, ms; null while the last one is not high. */
function restedSinceHighMs({ session, cuff }: RoomState, at: Instant): number | null {
  const known = cuff.candidates.filter(({ takenAt }) => takenAt.monoMs <= at.monoMs)
  const first = known[known.findLastIndex(reading => !isHigh(reading)) + 1]
  return first ? leastPassedMs(session, first.takenAt.monoMs, at) : null
}

/** The findings of now, each with the override that covers it; null once a drug has been given. */
export function viewGate(state: RoomState, now: Instant): readonly GateItem[] | null {
  if (state.session.t0) return null
  const overrides = (state.session.gateOverrides ?? []).filter(
    ({ at }) => mostAgeMs(state.session, at.monoMs, now) <= OVERRIDE_MS,
  )
  return inspectGate(state, now).map(finding => {
    const override = overrides.findLast(({ findings }) => findings.includes(finding))
    const restedMs = finding === 'notRepeated' ? restedSinceHighMs(state, now) : null
    return {
      finding,
      ...(override ? { override } : {}),
      ...(restedMs === null ? {} : { fromMonoMs: now.monoMs + REST_MS - restedMs }),
    }
  })
}

/** Why these findings may not be let pass, in one sentence; null: the prescriber may. */
export function whyNotOverride(
  findings: readonly GateFinding[],
  by: string,
  second: string | undefined,
): WhyNot | null {
  if (findings.includes('identityOpen')) return refusal('gateIdentity')
  if (findings.includes('checklistOpen')) return refusal('gateChecklist')
  if (findings.includes('notRepeated')) return refusal('gateRepeatPressure')
  if (!findings.includes('pressureVeryHigh')) return null
  if (second === undefined) return refusal('gateSecondMissing')
  return second.toLowerCase() === by.toLowerCase() ? refusal('gateSecondSame') : null
}

function isHigh({ systolic, diastolic }: CuffCandidate): boolean {
  return (systolic ?? 0) > GATE_SYSTOLIC || (diastolic ?? 0) > GATE_DIASTOLIC
}

function isVeryHigh({ systolic, diastolic }: CuffCandidate): boolean {
  return (systolic ?? 0) >= VERY_HIGH_SYSTOLIC || (diastolic ?? 0) >= VERY_HIGH_DIASTOLIC
}

/** A stream counts for 10 s, a value that a person took for as long as the baseline looks back. */
function freshValue(state: RoomState, vital: StreamVitalId, now: Instant): number | null {
  const track = state.vitals[vital]
  if (track && (track.lastValidMonoMs ?? 0) > now.monoMs) return valueThen(state, vital, track, now)
  const forMs = track?.spot ? STREAM_BASELINE_MS : STREAM_FRESH_MS
  if (track?.lastValidMonoMs == null || mostAgeMs(state.session, track.lastValidMonoMs, now) > forMs)
    return null
  return track.recent.at(-1)?.value ?? track.value
}

/** The value of a moment that lies back, of those that are kept for it: where they are thinned, one each half minute (`remember.ts`). */
function valueThen(
  { beforeDose, session }: RoomState,
  vital: StreamVitalId,
  track: VitalTrack,
  now: Instant,
): number | null {
  const kept = vital === 'spo2' || vital === 'pulseRate' ? beforeDose[vital] : undefined
  const known: readonly RememberedValue[] = kept ?? track.recent
  const last = known.findLast(({ atMs }) => atMs <= now.monoMs)
  const forMs = last?.spot ? STREAM_BASELINE_MS : STREAM_FRESH_MS + HALF_MINUTE_MS
  return last && mostAgeMs(session, last.atMs, now) <= forMs ? last.value : null
}
