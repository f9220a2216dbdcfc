import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { CANDIDATE_MS, formBaseline, HALF_MINUTE_MS, STREAM_BASELINE_MS } from './baseline.ts'
import { leastPassedMs, mostAgeMs } from './elapsed.ts'
import { type GateFinding, type GateOverride, gateFindings } from './findings.ts'
import { isCaution, preDoseItems } from './pre-dose.ts'
import type { CuffCandidate, RememberedValue, RoomState, VitalTrack } from './room-state.ts'
import { lastRating } from './scales.ts'
import { isWorse, type Shortcomings } from './shortcomings.ts'
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
/** An override holds no longer than a cuff reading counts, and for nothing worse than what it weighed. */
const OVERRIDE_MS = CANDIDATE_MS
/** Streams never stand still: they are worse by what ends an answer to an alarm (AR-6), in points and /min; a cuff reading by anything. */
const MARGINS = { spo2: 3, pulseLow: 10, pulseHigh: 10 } as const

/**
 * Looks at the patient just before T0. An empty list: nothing stands against dosing.
 *
 * @param now T0, which may lie some minutes back
 */
export function inspectGate(state: RoomState, now: Instant): readonly GateFinding[] {
  return found({ ...weighPatient(state, now), ...weighPaper(state.session, now) })
}

/** What the monitors say. */
export function inspectPatient(state: RoomState, now: Instant): readonly GateFinding[] {
  return found(weighPatient(state, now))
}

/** Each finding with what it rests on. */
type Weighed = Readonly<Partial<Record<GateFinding, Shortcomings>>>

function found(weighed: Weighed): readonly GateFinding[] {
  return gateFindings.filter(finding => weighed[finding])
}

function weighPatient(state: RoomState, now: Instant): Weighed {
  const weighed: Partial<Record<GateFinding, Shortcomings>> = {}
  const known = state.cuff.candidates.filter(({ takenAt }) => takenAt.monoMs <= now.monoMs)
  const sure = known.findLast(({ isDoubtful }) => !isDoubtful)
  const newest = known.at(-1)
  // A questionable reading stands in the way where it is high, and lets nobody pass.
  const last = newest && isHigh(newest) ? newest : sure
  const isSure = sure && mostAgeMs(state.session, sure.takenAt.monoMs, now) <= CANDIDATE_MS
  if (!isSure || !formBaseline(state, now)) weighed.noBaseline = { baseline: 1 }
  if (last && isHigh(last)) {
    weighed[isVeryHigh(last) ? 'pressureVeryHigh' : 'pressureHigh'] = {
      systolic: Math.max(0, (last.systolic ?? 0) - GATE_SYSTOLIC),
      diastolic: Math.max(0, (last.diastolic ?? 0) - GATE_DIASTOLIC),
    }
    const restedMs = restedSinceHighMs(state, last.takenAt)
    if (restedMs !== null && restedMs < REST_MS) weighed.notRepeated = { rest: 1 }
  }
  const spo2 = freshValue(state, 'spo2', now)
  const pulse = freshValue(state, 'pulseRate', now) ?? freshValue(state, 'heartRate', now)
  if (spo2 === null) weighed.noSpo2 = { noSpo2: 1 }
  else if (spo2 < GATE_SPO2) weighed.spo2Low = { spo2: GATE_SPO2 - spo2 }
  if (pulse === null) weighed.noPulse = { noPulse: 1 }
  else if (pulse < GATE_PULSE.low) weighed.pulseOut = { pulseLow: GATE_PULSE.low - pulse }
  else if (pulse > GATE_PULSE.high) weighed.pulseOut = { pulseHigh: pulse - GATE_PULSE.high }
  return weighed
}

/** What people have, or have not, asked, compared and rated. */
function weighPaper(session: Session, now: Instant): Weighed {
  const weighed: Partial<Record<GateFinding, Shortcomings>> = {}
  if (!session.identity || openQuestion(session)) weighed.identityOpen = { identity: 1 }
  const answers = preDoseItems(session.preset).map(item =>
    session.preDose?.find(answer => answer.item === item),
  )
  if (answers.includes(undefined)) weighed.checklistOpen = { checklist: 1 }
  const against = answers.flatMap(answer =>
    answer && !answer.clear && !isCaution(answer.item) ? [answer.item] : [],
  )
  if (against.length > 0)
    weighed.checklistFailed = Object.fromEntries(against.map(item => [`item.${item}`, 1]))
  // A preset that follows sedation wants to know where it began (monitoring protocols, 8.2 and 8.3: M0).
  const before = (session.scales ?? []).filter(({ at }) => at.monoMs <= now.monoMs)
  const rated = lastRating(before, 'moaas')
  if (asksSedation(session) && !(rated && mostAgeMs(session, rated.at.monoMs, now) <= CANDIDATE_MS))
    weighed.noSedation = { sedation: 1 }
  return weighed
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
  const weighed = { ...weighPatient(state, now), ...weighPaper(state.session, now) }
  return found(weighed).map(finding => {
    const override = overrides.findLast(
      one => letsPass(one, finding) && !isWorse(weighed[finding] ?? {}, one.weighed ?? {}, MARGINS),
    )
    const restedMs = finding === 'notRepeated' ? restedSinceHighMs(state, now) : null
    return {
      finding,
      ...(override ? { override } : {}),
      ...(restedMs === null ? {} : { fromMonoMs: now.monoMs + REST_MS - restedMs }),
    }
  })
}

/** Whoever lets a very high pressure pass, with a second person, has let one pass that is only high. */
function letsPass({ findings }: GateOverride, finding: GateFinding): boolean {
  return findings.includes(finding) || (finding === 'pressureHigh' && findings.includes('pressureVeryHigh'))
}

/** What stands against dosing and has not been let pass, with what it rests on. */
export function openGate(
  state: RoomState,
  now: Instant,
): { readonly findings: readonly GateFinding[]; readonly weighed: Shortcomings } {
  const weighed = { ...weighPatient(state, now), ...weighPaper(state.session, now) }
  const findings = (viewGate(state, now) ?? []).flatMap(({ finding, override }) =>
    override ? [] : [finding],
  )
  return { findings, weighed: Object.assign({}, ...findings.map(finding => weighed[finding])) }
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
