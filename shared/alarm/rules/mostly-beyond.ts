import { isBeyond, type Level } from '../../limits.ts'
import type { StreamVitalId } from '../../vitals.ts'
import { limitAlarmIds, type Priority, priorities } from '../ids.ts'
import { STREAM_GAP_MS } from '../runs.ts'
import type { AlarmState, LevelTrack, Recent } from '../state.ts'
import { addTime, addUpSince } from '../stretches.ts'

/** Looked at is so many times the level's delay … */
const DELAYS_LOOKED_AT = 3
/** … of which, where there was a value, this share must be beyond the limit. */
const SHARE_BEYOND = 2 / 3

/**
 * AR-18, mostly beyond is beyond. When in the last three delays the samples beyond a level make up at least the delay and
 * at least two thirds of the time that had a value, doubtful ones included, the condition starts, at a sample that is
 * itself beyond. So a single value inside every 15 s does not keep a real desaturation quiet.
 *
 * A sample lasts until the next one, with or without a value; a silence of more than 10 s has none. The sum of a level
 * starts afresh when that level clears (AR-3), its limit is changed (AR-12), a cuff lets go with the value inside (AR-21) or
 * a person types a value at its clear level. Gaps and lost signals do not reset it.
 */
export function isMostlyBeyond({ recent }: LevelTrack, { delayMs }: Level, nowMs: number): boolean {
  if (!recent || delayMs === 0) return false
  const { yesMs, noMs } = addUpSince(recent.stretches, nowMs - DELAYS_LOOKED_AT * delayMs)
  // The margin is for the rounding of shares of a stretch.
  return yesMs >= delayMs && yesMs >= SHARE_BEYOND * (yesMs + noMs) - 1e-6
}

/** The state with how long the last sample of this vital sign has lasted, now that the next one is here. */
export function noteLasted(state: AlarmState, vital: StreamVitalId, nowMs: number): AlarmState {
  const last = state.streams[vital]
  if (!last || last.invalidSince !== null || last.lastValue === null) return state
  if (last.isBeforeGap || nowMs - last.lastSampleMonoMs > STREAM_GAP_MS) return state
  let { tracks } = state
  for (const alarm of limitAlarmIds) {
    const row = state.limits[alarm]
    if (row.parameter !== vital) continue
    const noted: Partial<Record<Priority, LevelTrack>> = {}
    for (const priority of priorities) {
      const level = row.levels[priority]
      const track = tracks[alarm]?.[priority]
      if (!level || !track) continue
      const isSo = isBeyond(row.side, last.lastValue, level.limit)
      noted[priority] = {
        ...track,
        recent: noteTime(track.recent, level, last.lastSampleMonoMs, nowMs, isSo),
      }
    }
    tracks = { ...tracks, [alarm]: noted }
  }
  return { ...state, tracks }
}

function noteTime(
  recent: Recent | undefined,
  { delayMs }: Level,
  fromMs: number,
  toMs: number,
  isSo: boolean,
): Recent {
  const known = recent ?? startAfresh(fromMs)
  const keepFromMs = toMs - DELAYS_LOOKED_AT * delayMs
  const stretches = addTime(known.stretches, Math.max(fromMs, known.sinceMs), toMs, isSo, keepFromMs)
  return { ...known, stretches }
}

/** A sum that begins now. */
export function startAfresh(nowMs: number): Recent {
  return { sinceMs: nowMs, stretches: [] }
}
