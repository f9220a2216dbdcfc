import { type Instant, MINUTE_MS, placeInTime, SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import { STREAM_BASELINE_MS } from './baseline.ts'
import { SPO2_HELD_MS } from './discharge.ts'
import type { RoomState } from './room-state.ts'

/** Half minutes are fine enough for a discharge, and few enough to be stored with every event. */
const LATELY_EVERY_MS = 30 * SECOND_MS
/** A dose is entered at most so late: T0 and the five minutes before it may lie that far back. */
const LATE_DOSE_MS = 60 * MINUTE_MS

/** Keeps a usable value for what looks back on a few minutes: the discharge checklist and the baseline. By time taken. */
export function rememberValue(
  state: RoomState,
  vital: StreamVitalId,
  value: number,
  { monoMs }: Instant,
): RoomState {
  const kept = vital === 'spo2' ? rememberLately(state, value, monoMs) : state
  return kept.session.t0 || (vital !== 'spo2' && vital !== 'pulseRate')
    ? kept
    : rememberBeforeDose(kept, vital, value, monoMs)
}

function rememberLately(state: RoomState, value: number, atMs: number): RoomState {
  const known = state.spo2Lately ?? []
  const place = placeInTime(timesOf(known), atMs)
  const same = known[place - 1]
  if (same && atMs - same.atMs < LATELY_EVERY_MS)
    return value >= same.min
      ? state
      : { ...state, spo2Lately: known.with(place - 1, { ...same, min: value }) }
  const all = known.toSpliced(place, 0, { atMs, min: value })
  const newestMs = all.at(-1)?.atMs ?? atMs
  return { ...state, spo2Lately: all.filter(past => newestMs - past.atMs <= SPO2_HELD_MS) }
}

function rememberBeforeDose(
  state: RoomState,
  vital: 'spo2' | 'pulseRate',
  value: number,
  atMs: number,
): RoomState {
  const known = state.beforeDose[vital] ?? []
  const place = placeInTime(timesOf(known), atMs)
  const same = known[place - 1]
  if (same && atMs - same.atMs < SECOND_MS) return state
  const all = known.toSpliced(place, 0, { value, atMs })
  const newestMs = all.at(-1)?.atMs ?? atMs
  const kept = all.filter(
    ({ atMs: pastMs }, index) =>
      newestMs - pastMs <= STREAM_BASELINE_MS ||
      (newestMs - pastMs <= STREAM_BASELINE_MS + LATE_DOSE_MS && isFirstOf(all, index)),
  )
  return { ...state, beforeDose: { ...state.beforeDose, [vital]: kept } }
}

/** Of its half minute. */
function isFirstOf(known: readonly { readonly atMs: number }[], index: number): boolean {
  const [before, own] = [known[index - 1]?.atMs, known[index]?.atMs ?? 0]
  return before === undefined || Math.floor(before / LATELY_EVERY_MS) !== Math.floor(own / LATELY_EVERY_MS)
}

function timesOf(known: readonly { readonly atMs: number }[]): number[] {
  return known.map(({ atMs }) => atMs)
}
