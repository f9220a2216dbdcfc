import { isBeyond, type LimitRow } from '../../limits.ts'
import { type Instant, MINUTE_MS } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import { limitAlarmIds, type Priority, priorities } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { STREAM_GAP_MS } from '../runs.ts'
import { type AlarmState, type LevelTrack, noTrack, type Stream } from '../state.ts'
import { isOfUnknownAge, passedSinceMs } from './gap-said.ts'
import { highestHeld } from './held.ts'
import { settle } from './level-change.ts'
import { startAfresh } from './mostly-beyond.ts'
import { judgeCuff } from './raise-cuff.ts'

/** A cuff reading taken longer ago is not judged again when a limit changes. */
const REJUDGE_CUFF_MS = 15 * MINUTE_MS

/**
 * AR-12, limits. A changed limit is applied to the present value at once, by the raise rule without hysteresis: timers of
 * streams restart, the last cuff reading (if it is known not to be older than 15 min) is judged again. What no longer meets
 * the rule ends with the cause "limit change", unless the present value is doubtful (AR-17) or there is none: then the alarm
 * stays, and ends by AR-3.
 */
export function limitsChanged(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'baseline') {
    const { kind: _kind, ...baseline } = input
    return unchanged({ ...state, baseline })
  }
  if (input.kind === 'noBaseline') return withoutBaseline(state, now)
  if (input.kind === 't0Moved') return rejudgeSinceT0(state, input.t0MonoMs, now)
  if (input.kind !== 'limits') return unchanged(state)
  let stepped = unchanged({ ...state, limits: input.limits })
  for (const alarm of limitAlarmIds) {
    const row = input.limits[alarm]
    if (sameRow(row, state.limits[alarm])) continue
    const cuff = isCuff(row) ? surelyRecentCuff(state, now) : null
    const judged = cuff
      ? judgeCuff(stepped.state, cuff, now, 'raise', alarm, 'limit change')
      : isCuff(row)
        ? unchanged(stepped.state)
        : rejudgeStream(stepped.state, alarm, state.limits[alarm], row, now)
    stepped = { state: judged.state, events: [...stepped.events, ...judged.events] }
  }
  return stepped
}

/** A rise over nothing is none; a pulse trend ends with its next value. */
function withoutBaseline(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged({ ...state, baseline: null })
  for (const alarm of limitAlarmIds) {
    if (state.limits[alarm].reference !== 'rise') continue
    const next = { ...stepped.state, tracks: { ...stepped.state.tracks, [alarm]: {} } }
    const value = findCondition(next, alarm)?.value ?? null
    const settled = settle(next, { alarm, value, priority: null, limit: null }, now, 'no baseline')
    stepped = { state: settled.state, events: [...stepped.events, ...settled.events] }
  }
  return stepped
}

/** A dose entered late: the last reading, taken after it, was passed over by what holds from T0 on. */
function rejudgeSinceT0(state: AlarmState, t0MonoMs: number, now: Instant): Stepped {
  const cuff = recentCuff(state, now)
  if (!cuff || cuff.takenMonoMs < t0MonoMs) return unchanged(state)
  return judgeCuff(state, cuff, now, 'hysteresis', undefined, 'dose entered late')
}

/** A level whose own limit was not moved goes on as it was, its timer too. */
function rejudgeStream(
  state: AlarmState,
  alarm: (typeof limitAlarmIds)[number],
  old: LimitRow,
  row: LimitRow,
  now: Instant,
): Stepped {
  const stream = state.streams[row.parameter]
  const present = sureValue(stream, now)
  const tracks: Partial<Record<Priority, LevelTrack>> = {}
  for (const priority of priorities) {
    const level = row.levels[priority]
    if (!level) continue
    const known = state.tracks[alarm]?.[priority] ?? noTrack
    if (level.limit === old.levels[priority]?.limit) tracks[priority] = known
    else {
      const held = known.held && (present === null || isBeyond(row.side, present, level.limit))
      tracks[priority] = { ...noTrack, held, recent: startAfresh(now.monoMs) }
    }
  }
  const next = { ...state, tracks: { ...state.tracks, [alarm]: tracks } }
  const value = stream?.lastValue ?? findCondition(state, alarm)?.value ?? null
  return settle(next, { alarm, value, ...highestHeld(row, tracks) }, now, 'limit change')
}

/** The present value of a stream, if it is one that may reassure; null: it is doubtful, old, or there is none. */
function sureValue(stream: Stream | undefined, now: Instant): number | null {
  if (!stream || stream.lastValidMonoMs === null || stream.isDoubtful || stream.isBeforeGap) return null
  return now.monoMs - stream.lastValidMonoMs > STREAM_GAP_MS ? null : stream.lastValue
}

function isCuff(row: LimitRow): boolean {
  return row.parameter === 'systolic' || row.parameter === 'diastolic' || row.parameter === 'mean'
}

function recentCuff(state: AlarmState, now: Instant) {
  const cuff = state.lastCuff
  return cuff && passedSinceMs(state, cuff.takenMonoMs, now) <= REJUDGE_CUFF_MS ? cuff : null
}

/** Of what age the last one is may be unknown: then a limit is not judged by it. */
function surelyRecentCuff(state: AlarmState, now: Instant) {
  const cuff = recentCuff(state, now)
  return cuff && !isOfUnknownAge(state, cuff.takenMonoMs) ? cuff : null
}

function sameRow(a: LimitRow, b: LimitRow): boolean {
  return priorities.every(priority => a.levels[priority]?.limit === b.levels[priority]?.limit)
}
