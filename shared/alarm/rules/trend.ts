import type { Instant } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import { type TrendAlarmId, trendAlarmIds } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { trendParameters } from '../parameter.ts'
import { extendRun, lengthOf, STREAM_GAP_MS } from '../runs.ts'
import { type AlarmState, noTrend, type TrendTrack } from '../state.ts'
import {
  addToBins,
  isBackNear,
  isOff,
  medianBefore,
  TREND_CLEAR_MS,
  TREND_DELAY_MS,
  trendLimit,
} from '../trends.ts'
import { settle } from './level-change.ts'

/**
 * Trends: LOW, where the preset has switched them on. SpO2 4 points or more under its median of the last 10 min, or a pulse
 * 30 /min or more off the baseline's, for 60 s. The median is the one of when the fall began, so that a fall does not carry
 * its own measure down. Back within 2 points (15 /min) for 10 s ends it, and for SpO2 the same about the present median:
 * by then the new level is what is usual.
 *
 * Sure samples alone count; a doubtful one neither counts nor resets. Samples are timed as in AR-1, so more than 10 s without
 * a sure one start a timer afresh. A value that a person types is no part of a trend, but may end it.
 */
export function trend(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'vital' || input.value === null || input.doubt !== undefined) return unchanged(state)
  const { vital, value, spot = false } = input
  const atMs = input.takenMonoMs ?? now.monoMs
  // A typed value that is older than the newest says nothing of now (AR-16).
  if (input.inDoubt || atMs < (state.streams[vital]?.lastValidMonoMs ?? atMs)) return unchanged(state)
  const alarm = trendAlarmIds.find(id => trendParameters[id] === vital)
  const track = alarm && state.trends[alarm]
  if (!alarm || !track) return unchanged(state)
  const present = presentReference(state, alarm, track, atMs)
  if (track.held) {
    const kept = judgeHeld(alarm, track, present, { value, spot, atMs })
    return tellHeld(state, alarm, kept, value, now)
  }
  if (spot) return unchanged(state)
  const timed = judgeOff(alarm, track, present, { value, atMs })
  return timed.held ? tellHeld(state, alarm, timed, value, now) : unchanged(withTrack(state, alarm, timed))
}

interface Told {
  readonly value: number
  readonly atMs: number
}

function presentReference(
  state: AlarmState,
  alarm: TrendAlarmId,
  { bins }: TrendTrack,
  atMs: number,
): number | null {
  return alarm === 'spo2-trend' ? medianBefore(bins, atMs) : (state.baseline?.pulseRate ?? null)
}

/** A sample while nothing holds: it begins, goes on with or ends a run of values off the reference. */
function judgeOff(
  alarm: TrendAlarmId,
  track: TrendTrack,
  present: number | null,
  { value, atMs }: Told,
): TrendTrack {
  const goesOn = track.off !== null && atMs - track.off.lastMs <= STREAM_GAP_MS
  const reference = goesOn && alarm === 'spo2-trend' ? track.reference : present
  const bins = binsWith(alarm, track, value, atMs)
  if (reference === null || !isOff(alarm, value, reference)) return { ...noTrend, bins }
  const off = extendRun(track.off, atMs)
  return { held: lengthOf(off) >= TREND_DELAY_MS, reference, off, back: null, bins }
}

/** A sample while it holds: is it over? */
function judgeHeld(
  alarm: TrendAlarmId,
  track: TrendTrack,
  present: number | null,
  { value, spot, atMs }: Told & { readonly spot: boolean },
): TrendTrack {
  const reference = alarm === 'spo2-trend' ? track.reference : present
  const isNear = [reference, present].some(one => one !== null && isBackNear(alarm, value, one))
  const back = isNear ? extendRun(track.back, atMs) : null
  const bins = spot ? track.bins : binsWith(alarm, track, value, atMs)
  // Without a baseline of the pulse nothing tells what it would be off from, or back at.
  const isOver = reference === null || (back !== null && (spot || lengthOf(back) >= TREND_CLEAR_MS))
  return isOver ? { ...noTrend, bins } : { ...track, reference, back: spot ? track.back : back, bins }
}

function binsWith(alarm: TrendAlarmId, { bins }: TrendTrack, value: number, atMs: number) {
  return alarm === 'spo2-trend' ? addToBins(bins, value, atMs) : bins
}

function withTrack(state: AlarmState, alarm: TrendAlarmId, track: TrendTrack): AlarmState {
  return { ...state, trends: { ...state.trends, [alarm]: track } }
}

function tellHeld(
  state: AlarmState,
  alarm: TrendAlarmId,
  track: TrendTrack,
  value: number,
  now: Instant,
): Stepped {
  const { held, reference } = track
  const about =
    !held || reference === null
      ? { limit: null }
      : { limit: toTenth(trendLimit(alarm, value, reference)), detail: String(toTenth(reference)) }
  const priority = held ? ('low' as const) : null
  return settle(withTrack(state, alarm, track), { alarm, priority, value, ...about }, now)
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}

/**
 * AR-21 for trends: what a cuff held back is judged by the value at the end of the hold. Off the reference: raised at once,
 * and a timer that has not run out runs on. Inside, or without a value where it was held: it is forgotten, and timed anew.
 */
export function trendAfterHold(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const alarm of trendAlarmIds) {
    const judged = judgeAfterHold(stepped.state, alarm, now)
    stepped = { state: judged.state, events: [...stepped.events, ...judged.events] }
  }
  return stepped
}

function judgeAfterHold(state: AlarmState, alarm: TrendAlarmId, now: Instant): Stepped {
  const track = state.trends[alarm]
  if (!track || findCondition(state, alarm)) return unchanged(state)
  const stream = state.streams[trendParameters[alarm]]
  const isThere =
    stream !== undefined &&
    stream.invalidSince === null &&
    !stream.isBeforeGap &&
    now.monoMs - stream.lastSampleMonoMs <= STREAM_GAP_MS
  const value = isThere ? stream.lastValue : null
  const reference = alarm === 'spo2-trend' ? track.reference : (state.baseline?.pulseRate ?? null)
  const afresh = { ...noTrend, bins: track.bins }
  if (value === null) return unchanged(track.held ? withTrack(state, alarm, afresh) : state)
  if (reference === null || !isOff(alarm, value, reference)) return unchanged(withTrack(state, alarm, afresh))
  return track.held ? tellHeld(state, alarm, track, value, now) : unchanged(state)
}
