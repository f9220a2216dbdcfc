import { isBeyond, isClear, type LimitRow } from '../../limits.ts'
import { type Instant, SECOND_MS } from '../../time.ts'
import { type LimitAlarmId, limitAlarmIds, priorities } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { type AlarmState, type LevelTrack, noTrack, type Stream } from '../state.ts'
import { clearTrack } from './clear.ts'
import { highestHeld } from './held.ts'
import { settle } from './level-change.ts'
import { raiseInDoubt } from './raise-in-doubt.ts'

/** A longer silence between valid samples starts every timer of that vital sign afresh (AR-1, AR-7). */
export const STREAM_GAP_MS = 10 * SECOND_MS

/**
 * AR-1, raise (continuous). Each level runs its own timer from the first valid sample past its limit; every valid sample
 * must stay past it, and one that does not resets the timer. Elapsed time is measured between samples, so a condition
 * begins at a sample, never between two. Missing samples neither count nor reset; a gap over 10 s does reset.
 *
 * Ends by AR-3 (`clear.ts`); what it all amounts to is settled by AR-4 (`level-change.ts`).
 */
export function raiseContinuous(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'vital') return unchanged(state)
  const { vital, value } = input
  const before = state.streams[vital]
  if (value === null) {
    const stream = {
      lastSampleMonoMs: now.monoMs,
      lastValidMonoMs: before?.lastValidMonoMs ?? null,
      lastValue: before?.lastValue ?? null,
      invalidSince: before?.invalidSince ?? now.monoMs,
    }
    return unchanged({ ...state, streams: { ...state.streams, [vital]: stream } })
  }
  const takenMs = input.takenMonoMs ?? now.monoMs
  const newest = before?.lastValidMonoMs ?? Number.NEGATIVE_INFINITY
  if (takenMs < newest) return raiseInDoubt(state, vital, value, now)
  const gap = takenMs - newest > STREAM_GAP_MS
  const stream = noteValue(before, value, takenMs)
  let stepped = unchanged({ ...state, streams: { ...state.streams, [vital]: stream } })
  for (const alarm of limitAlarmIds) {
    const row = state.limits[alarm]
    if (row.parameter !== vital) continue
    const judged = judge(stepped.state, alarm, row, value, now, {
      afresh: gap,
      spot: input.spot === true,
      takenMs,
    })
    stepped = { state: judged.state, events: [...stepped.events, ...judged.events] }
  }
  return stepped
}

function judge(
  state: AlarmState,
  alarm: LimitAlarmId,
  row: LimitRow,
  value: number,
  now: Instant,
  { afresh, spot, takenMs }: { afresh: boolean; spot: boolean; takenMs: number },
): Stepped {
  const tracks: Partial<Record<(typeof priorities)[number], LevelTrack>> = {}
  for (const priority of priorities) {
    const level = row.levels[priority]
    if (!level) continue
    const known = state.tracks[alarm]?.[priority] ?? noTrack
    const old = afresh ? { held: known.held, beyondSince: null, clearSince: null } : known
    const raised = raiseTrack(old, isBeyond(row.side, value, level.limit), takenMs, spot ? 0 : level.delayMs)
    const clear = isClear(row.side, value, level.clear)
    tracks[priority] = clearTrack(raised, clear, takenMs, spot ? 0 : row.clearForMs)
  }
  const next = { ...state, tracks: { ...state.tracks, [alarm]: tracks } }
  return settle(next, { alarm, value, ...highestHeld(row, tracks) }, now)
}

/** A value ends a run without values, unless it was measured before some of them. */
function noteValue(before: Stream | undefined, value: number, takenMs: number): Stream {
  const goesOn = before !== undefined && before.lastSampleMonoMs > takenMs
  return {
    lastSampleMonoMs: goesOn ? before.lastSampleMonoMs : takenMs,
    lastValidMonoMs: takenMs,
    lastValue: value,
    invalidSince: goesOn ? before.invalidSince : null,
  }
}

function raiseTrack(track: LevelTrack, beyond: boolean, atMs: number, delayMs: number): LevelTrack {
  if (!beyond) return track.beyondSince === null ? track : { ...track, beyondSince: null }
  const beyondSince = track.beyondSince ?? atMs
  return { ...track, beyondSince, held: track.held || atMs - beyondSince >= delayMs }
}
