import { isBeyond, isClear, type Level, type LimitRow } from '../../limits.ts'
import type { Instant } from '../../time.ts'
import type { StreamVitalId } from '../../vitals.ts'
import { type LimitAlarmId, limitAlarmIds, outranks, type Priority, priorities } from '../ids.ts'
import { type AlarmInput, type Doubt, type Stepped, unchanged } from '../input.ts'
import { lengthOf } from '../runs.ts'
import { type AlarmState, type LevelTrack, noTrack, type Stream } from '../state.ts'
import { type Cleared, clearTrack } from './clear.ts'
import { ENDED_DOUBTFUL, runDelay } from './doubt.ts'
import { isFarLongEnough, runFar } from './far-beyond.ts'
import { highestHeld } from './held.ts'
import { settle } from './level-change.ts'
import { isMostlyBeyond, noteLasted, startAfresh } from './mostly-beyond.ts'
import { raiseInDoubt } from './raise-in-doubt.ts'

/** One value of a stream, as the rules look at it. */
interface Told {
  readonly value: number
  readonly doubt: Doubt | null
  /** A person's single check: no delays. */
  readonly spot: boolean
  /** When it was measured (AR-16). */
  readonly atMs: number
}

/**
 * AR-1, raise (continuous). Each level runs its own timer from the first sample past its limit; every valid sample must
 * stay past it, and one that does not resets the timer. Elapsed time is measured between samples, so a condition begins at
 * a sample, never between two. Missing samples neither count nor reset; a gap over 10 s does reset.
 *
 * What a doubtful sample does is said by AR-17 (`doubt.ts`). A level also begins by AR-18 (`mostly-beyond.ts`) and the HIGH
 * one of SpO2 by AR-19 (`far-beyond.ts`). It ends by AR-3 (`clear.ts`); what it all amounts to is settled by AR-4
 * (`level-change.ts`).
 */
export function raiseContinuous(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'vital') return unchanged(state)
  const { vital, value, doubt = null, spot = false, inDoubt = false } = input
  const atMs = input.takenMonoMs ?? now.monoMs
  const newestMs = state.streams[vital]?.lastValidMonoMs ?? Number.NEGATIVE_INFINITY
  if (value !== null && (inDoubt || atMs < newestMs)) return raiseInDoubt(state, vital, value, now)
  const noted = hear(noteLasted(state, vital, atMs), vital, value, doubt, atMs)
  if (value === null) return unchanged(noted)
  let stepped = unchanged(noted)
  for (const alarm of limitAlarmIds) {
    const row = state.limits[alarm]
    if (row.parameter !== vital) continue
    const judged = judge(stepped.state, alarm, row, { value, doubt, spot, atMs }, now)
    stepped = { state: judged.state, events: [...stepped.events, ...judged.events] }
  }
  return stepped
}

function hear(
  state: AlarmState,
  vital: StreamVitalId,
  value: number | null,
  doubt: Doubt | null,
  atMs: number,
): AlarmState {
  const before = state.streams[vital]
  const stream: Stream =
    value === null
      ? {
          lastSampleMonoMs: atMs,
          lastValidMonoMs: before?.lastValidMonoMs ?? null,
          lastValue: before?.lastValue ?? null,
          invalidSince: before?.invalidSince ?? atMs,
          ...(before?.isDoubtful ? { isDoubtful: true } : {}),
          ...(before?.isBeforeGap ? { isBeforeGap: true } : {}),
        }
      : { ...noteValue(before, value, atMs), ...(doubt === 'questionable' ? { isDoubtful: true } : {}) }
  return { ...state, streams: { ...state.streams, [vital]: stream } }
}

/** A value ends a run without values, unless it was measured before some of them. */
function noteValue(before: Stream | undefined, value: number, atMs: number): Stream {
  const goesOn = before !== undefined && before.lastSampleMonoMs > atMs
  return {
    lastSampleMonoMs: goesOn ? before.lastSampleMonoMs : atMs,
    lastValidMonoMs: atMs,
    lastValue: value,
    invalidSince: goesOn ? before.invalidSince : null,
  }
}

function judge(state: AlarmState, alarm: LimitAlarmId, row: LimitRow, told: Told, now: Instant): Stepped {
  const tracks: Partial<Record<Priority, LevelTrack>> = {}
  let ended: { readonly priority: Priority; readonly how: Cleared['ended'] } | null = null
  for (const priority of priorities) {
    const level = row.levels[priority]
    if (!level) continue
    const known = state.tracks[alarm]?.[priority] ?? noTrack
    const raised = raiseTrack(known, row, priority, level, told)
    const cleared = clearLevel(raised, row, level, told)
    tracks[priority] = cleared.track
    if (cleared.ended && (!ended || outranks(priority, ended.priority)))
      ended = { priority, how: cleared.ended }
  }
  const next = { ...state, tracks: { ...state.tracks, [alarm]: tracks } }
  const cause = ended?.how === 'doubtful' ? ENDED_DOUBTFUL : undefined
  return settle(next, { alarm, value: told.value, ...highestHeld(row, tracks) }, now, cause)
}

function raiseTrack(
  track: LevelTrack,
  row: LimitRow,
  priority: Priority,
  level: Level,
  { value, doubt, spot, atMs }: Told,
): LevelTrack {
  const { held, owed, far: wasFar, beyond: wasBeyond, ...rest } = track
  const isPast = isBeyond(row.side, value, level.limit)
  const beyond = runDelay(wasBeyond, isPast, doubt, atMs)
  const far = priority === 'high' ? runFar(wasFar ?? null, row, value, doubt, atMs) : null
  const begins =
    isPast &&
    (spot ||
      owed === true ||
      (beyond !== null && lengthOf(beyond) >= level.delayMs) ||
      isMostlyBeyond(track, level, atMs) ||
      isFarLongEnough(far, row, atMs))
  // A valid value inside pays the debt of a hold; a doubtful one does not (AR-17).
  const isOwed = owed === true && !isPast && doubt !== null
  return {
    ...rest,
    held: held || begins,
    beyond,
    ...(far === null ? {} : { far }),
    ...(isOwed ? { owed: true as const } : {}),
  }
}

function clearLevel(track: LevelTrack, row: LimitRow, level: Level, told: Told): Cleared {
  const { value, doubt, spot, atMs } = told
  const at = isBeyond(row.side, value, level.limit)
    ? 'beyond'
    : isClear(row.side, value, level.clear)
      ? 'clear'
      : 'between'
  const cleared = clearTrack(track, at, doubt, atMs, spot ? 0 : row.clearForMs)
  const isTypedClear = spot && at === 'clear' && doubt !== 'questionable'
  if (!cleared.ended && !isTypedClear) return cleared
  const afresh = startAfresh(Math.max(atMs, track.recent?.sinceMs ?? atMs))
  return { ...cleared, track: { ...cleared.track, recent: afresh } }
}
