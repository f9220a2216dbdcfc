import type { AlarmInput } from '../alarm/input.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { leastPassedMs, mostAgeMs } from './elapsed.ts'
import type { RememberedValue, RoomState } from './room-state.ts'
import type { Baseline } from './types.ts'
import { isUnconfirmed } from './unconfirmed.ts'

/** Cuff readings older than this at T0 form no baseline (monitoring protocols, 7). */
export const CANDIDATE_MS = 30 * MINUTE_MS
const APART_MS = 2 * MINUTE_MS
/** Pulse and SpO2 count over the last 5 min before T0. */
export const STREAM_BASELINE_MS = 5 * MINUTE_MS

/**
 * The baseline at T0 (monitoring protocols, 7): the mean of the last two candidates that are at least 2 min apart, or the
 * last one alone; medians of pulse and SpO2, or what a person took last. A reading that is questionable counts only where
 * there is no other: relative limits on a doubtful baseline are better than none. Never rounded: only the screen rounds. Null without a candidate.
 *
 * @param now T0, or the moment for which it is asked what the baseline would be
 */
export function formBaseline(state: RoomState, now: Instant): Baseline | null {
  const recent = state.cuff.candidates.filter(
    candidate =>
      mostAgeMs(state.session, candidate.takenAt.monoMs, now) <= CANDIDATE_MS &&
      candidate.takenAt.monoMs <= now.monoMs &&
      !isUnconfirmed(state.session, candidate),
  )
  const sound = recent.filter(({ validity }) => validity === 'valid')
  const candidates = sound.length > 0 ? sound : recent
  const last = candidates.at(-1)
  if (!last) return null
  const earlier = candidates.findLast(
    reading => leastPassedMs(state.session, reading.takenAt.monoMs, last.takenAt) >= APART_MS,
  )
  const used = earlier ? [earlier, last] : [last]
  const systolic = average(used.map(reading => reading.systolic))
  const diastolic = average(used.map(reading => reading.diastolic))
  if (systolic === null || diastolic === null) return null
  const pulse = beforeDose(state, 'pulseRate', now)
  const spo2 = beforeDose(state, 'spo2', now)
  return {
    systolic,
    diastolic,
    mean: average(used.map(reading => reading.mean)),
    pulseRate: median(pulse.values),
    spo2: median(spo2.values),
    ...(pulse.isThinned || spo2.isThinned ? { halfMinutes: true as const } : {}),
    from: used.map(({ seq }) => seq),
    frozenAt: now,
  }
}

/**
 * The baseline at a T0 that is recorded now. One that a person had set at a T0 that was taken back stays, until a newer cuff
 * reading forms another: only the newest speaks (AR-16).
 */
export function baselineAtDose(state: RoomState, t0: Instant): Baseline | null {
  const formed = formBaseline(state, t0)
  const said = state.session.baseline
  if (!said?.setBy || !formed) return formed ?? said ?? null
  const saidMs = said.setBy.at.monoMs
  const isNewer = state.cuff.candidates.some(
    ({ seq, takenAt }) => formed.from.includes(seq) && takenAt.monoMs > saidMs,
  )
  return isNewer ? formed : said
}

interface BeforeDose {
  readonly values: readonly number[]
  /** One value each half minute of a stream that told more. */
  readonly isThinned: boolean
}

function beforeDose(state: RoomState, vital: 'pulseRate' | 'spo2', now: Instant): BeforeDose {
  const kept = (state.beforeDose[vital] ?? []).filter(({ atMs }) => isOwn(state.session, atMs))
  const known = kept.filter(past => past.atMs <= now.monoMs)
  const all = known.filter(past => mostAgeMs(state.session, past.atMs, now) <= STREAM_BASELINE_MS)
  // Of a T0 that lies back, older values are there once a half minute: newer ones have no more weight than they.
  const isThinned = (kept.at(-1)?.atMs ?? 0) > now.monoMs
  const streamed = isThinned ? all.filter((_, index) => isFirstOfHalfMinute(all, index)) : all
  if (streamed.length > 0)
    return {
      values: streamed.map(({ value }) => value),
      isThinned: isThinned && streamed.some(({ spot }) => !spot),
    }
  const taken = known.findLast(past => past.spot && mostAgeMs(state.session, past.atMs, now) <= CANDIDATE_MS)
  if (taken) return { values: [taken.value], isThinned: false }
  // A room stored by an earlier version knows the last one only.
  const track = state.vitals[vital]
  const isSpot = track?.spot && track.value !== null && track.validity !== 'invalid'
  const isRecent =
    isSpot &&
    isOwn(state.session, track.at.monoMs) &&
    track.at.monoMs <= now.monoMs &&
    mostAgeMs(state.session, track.at.monoMs, now) <= CANDIDATE_MS
  return { values: isRecent ? [track.value] : [], isThinned: false }
}

/** Known to be this patient's (AR-23). */
function isOwn(session: RoomState['session'], monoMs: number): boolean {
  return !isUnconfirmed(session, { monoMs })
}

/** Half minutes are fine enough for what lies back, and few enough to be stored with every event. */
export const HALF_MINUTE_MS = 30 * SECOND_MS

/** Single checks and streams apart. */
export function isFirstOfHalfMinute(known: readonly RememberedValue[], index: number): boolean {
  const before = known[index - 1]
  const own = known[index]
  if (!before || !own || before.spot !== own.spot) return true
  return Math.floor(before.atMs / HALF_MINUTE_MS) !== Math.floor(own.atMs / HALF_MINUTE_MS)
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  if (known.length === 0 || known.length < values.length) return null
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? null
  const lower = sorted[middle - 1] ?? null
  if (sorted.length % 2 === 1 || upper === null || lower === null) return upper
  return (lower + upper) / 2
}

/**
 * This patient's own SpO2 or pulse: the baseline's, or before T0 what it would be now; null: none is known. It needs no cuff
 * reading.
 */
export function ownLevel(state: RoomState, vital: 'pulseRate' | 'spo2', now: Instant): number | null {
  const { baseline, t0 } = state.session
  return baseline?.[vital] ?? median(beforeDose(state, vital, t0 ?? now).values)
}

/** What the alarm system is told of it. */
export function baselineInput({ systolic, diastolic, pulseRate }: Baseline): AlarmInput {
  return { kind: 'baseline', systolic, diastolic, ...(pulseRate === null ? {} : { pulseRate }) }
}
