import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import { CANDIDATE_MS, HALF_MINUTE_MS, isFirstOfHalfMinute, STREAM_BASELINE_MS } from './baseline.ts'
import { DOSE_MOVES_MIN } from './dose-plan.ts'
import type { LowestSpo2, RememberedValue, RoomState, VitalTrack } from './room-state.ts'
import { endOfLowest, SPO2_HELD_MS } from './spo2-held.ts'

/** A dose is entered, or put right, by at most so much: T0 and the five minutes before it may lie that far off. */
const LATE_DOSE_MS = DOSE_MOVES_MIN * MINUTE_MS

/** From the latest moment at which a dose is recorded back to the oldest value that its baseline may count. */
const LOOKS_BACK_MS = LATE_DOSE_MS + CANDIDATE_MS

interface HowTold {
  readonly spot?: boolean
  readonly doubtful?: boolean
}

/** The last sample of a stream that falls silent speaks for so long (AR-20). */
const SAMPLE_LASTS_MS = 10 * SECOND_MS

/**
 * Keeps a usable value for what looks back on a few minutes: the discharge checklist and the baseline. By time taken; after
 * T0 too, since a dose may be withdrawn, or turn out to have been given at another time.
 *
 * @param how `spot`: a single check, by a person or a spot-check oximeter; `doubtful`: it is questionable
 */
export function rememberValue(
  state: RoomState,
  vital: StreamVitalId,
  value: number,
  { monoMs }: Instant,
  how: HowTold,
): RoomState {
  const kept = vital === 'spo2' ? rememberLately(state, value, monoMs, how) : state
  const { spot } = how
  if (vital !== 'spo2' && vital !== 'pulseRate') return kept
  return rememberForBaseline(kept, vital, { value, atMs: monoMs, ...(spot ? { spot } : {}) })
}

function rememberLately(state: RoomState, value: number, atMs: number, how: HowTold): RoomState {
  const known = state.spo2Lately ?? []
  const place = placeOf(known, atMs)
  const same = known[place - 1]
  if (same && atMs - same.atMs < HALF_MINUTE_MS) {
    const { doubtful, spot, ...past } = same
    const both: LowestSpo2 = {
      ...past,
      min: Math.min(value, same.min),
      toMs: Math.max(atMs, same.toMs ?? same.atMs),
      ...(spot && how.spot ? { spot } : {}),
      ...(doubtful && how.doubtful ? { doubtful } : {}),
    }
    return { ...state, spo2Lately: known.with(place - 1, both) }
  }
  const told: LowestSpo2 = {
    atMs,
    min: value,
    toMs: atMs,
    ...(how.spot ? { spot: true } : {}),
    ...(how.doubtful ? { doubtful: true } : {}),
  }
  const all = known.toSpliced(place, 0, told)
  const newestMs = all.at(-1)?.atMs ?? atMs
  const isOld = (past: LowestSpo2 | undefined) =>
    past === undefined || newestMs - endOfLowest(past) > SPO2_HELD_MS
  return { ...state, spo2Lately: all.filter((past, index) => !isOld(past) || !isOld(all[index + 1])) }
}

/**
 * A sure value of SpO2 that a monitor streams lasts until its next sample, with or without a value, and 10 s at the most: so much was
 * watched (D4). A questionable one reassures nobody (AR-17), nor does one from before Vigil stood still.
 *
 * @param before the sample before this one
 */
export function noteWatched(state: RoomState, before: VitalTrack | undefined, now: Instant): RoomState {
  if (!before || before.spot || before.value === null || before.validity !== 'valid') return state
  const fromMs = before.at.monoMs
  const isOverGap = (state.session.gaps.at(-1)?.to.monoMs ?? Number.NEGATIVE_INFINITY) >= fromMs
  const ms = Math.min(now.monoMs - fromMs, SAMPLE_LASTS_MS)
  const known = state.spo2Lately ?? []
  const place = placeOf(known, fromMs)
  const own = known[place - 1]
  if (ms <= 0 || isOverGap || !own) return state
  const toMs = Math.max(own.toMs ?? own.atMs, fromMs + ms)
  const watched: LowestSpo2 = { ...own, toMs, watchedMs: (own.watchedMs ?? 0) + ms }
  return { ...state, spo2Lately: known.with(place - 1, watched) }
}

function rememberForBaseline(
  state: RoomState,
  vital: 'spo2' | 'pulseRate',
  told: RememberedValue,
): RoomState {
  const known = state.beforeDose[vital] ?? []
  const { atMs, spot } = told
  const place = placeOf(known, atMs)
  const same = known[place - 1]
  if (same && atMs - same.atMs < SECOND_MS && same.spot === spot) return state
  const all = known.toSpliced(place, 0, told)
  const newestMs = all.at(-1)?.atMs ?? atMs
  const dosesMs = state.session.doses.map(({ at, recordedAt = at }) => recordedAt.monoMs)
  const mayCount = (pastMs: number) =>
    newestMs - pastMs <= LOOKS_BACK_MS ||
    dosesMs.some(doseMs => pastMs - doseMs <= LATE_DOSE_MS && doseMs - pastMs <= LOOKS_BACK_MS)
  // Asked at every value, over hundreds: no call for what is of the last minutes.
  const kept: RememberedValue[] = []
  for (const [index, past] of all.entries())
    if (
      newestMs - past.atMs <= STREAM_BASELINE_MS ||
      (isFirstOfHalfMinute(all, index) && mayCount(past.atMs))
    )
      kept.push(past)
  return { ...state, beforeDose: { ...state.beforeDose, [vital]: kept } }
}

/** Where something of this moment belongs. Asked at every value: it makes no list of times. */
function placeOf(known: readonly { readonly atMs: number }[], atMs: number): number {
  return known.findLastIndex(past => past.atMs <= atMs) + 1
}
