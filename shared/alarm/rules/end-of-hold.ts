import { isBeyond } from '../../limits.ts'
import type { Instant } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import { isLimitAlarm, type LimitAlarmId, type Priority, priorities } from '../ids.ts'
import { type Stepped, unchanged } from '../input.ts'
import { STREAM_GAP_MS } from '../runs.ts'
import { type AlarmState, type LevelTrack, noTrack, type Stream } from '../state.ts'
import { highestHeld } from './held.ts'
import { imitated } from './held-back.ts'
import { settle } from './level-change.ts'
import { startAfresh } from './mostly-beyond.ts'

/**
 * AR-21, what is held is judged at the end of the hold: each level by its own limit, without hysteresis, on the last sample,
 * doubtful or not. Still beyond: raised at once, and a timer that has not run out runs on. Inside: nothing is raised and
 * nothing latched, `suppressed` stays the only word of it, and the level's timer and AR-18's sum start afresh. Without a
 * value nothing is raised; timers run on, and the next value beyond raises at once what was held.
 *
 * An alarm that was there before the cuff is not held: it ends by AR-3 alone.
 */
export function endOfHold(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const alarm of imitated.filter(isLimitAlarm)) {
    const judged = judgeHeld(stepped.state, alarm, now)
    stepped = { state: judged.state, events: [...stepped.events, ...judged.events] }
  }
  return stepped
}

function judgeHeld(state: AlarmState, alarm: LimitAlarmId, now: Instant): Stepped {
  const row = state.limits[alarm]
  const value = valueNow(state.streams[row.parameter], now)
  const isShown = findCondition(state, alarm) !== undefined
  const tracks: Partial<Record<Priority, LevelTrack>> = {}
  for (const priority of priorities) {
    const track = state.tracks[alarm]?.[priority]
    const limit = row.levels[priority]?.limit
    if (!track || limit === undefined) continue
    tracks[priority] =
      isShown && track.held
        ? track
        : value === null
          ? owe(track)
          : isBeyond(row.side, value, limit)
            ? track
            : { ...noTrack, recent: startAfresh(now.monoMs) }
  }
  const next = { ...state, tracks: { ...state.tracks, [alarm]: tracks } }
  if (isShown || value === null) return unchanged(next)
  return settle(next, { alarm, value, ...highestHeld(row, tracks) }, now)
}

/** The last sample's value, unless the stream has been silent for so long that it is none any more. */
function valueNow(stream: Stream | undefined, now: Instant): number | null {
  if (!stream || stream.invalidSince !== null || stream.isBeforeGap) return null
  return now.monoMs - stream.lastSampleMonoMs > STREAM_GAP_MS ? null : stream.lastValue
}

function owe(track: LevelTrack): LevelTrack {
  return track.held ? { ...track, held: false, owed: true } : track
}
