import { isBeyond } from '../../limits.ts'
import type { Instant } from '../../time.ts'
import type { StreamVitalId } from '../../vitals.ts'
import { limitAlarmIds, priorities } from '../ids.ts'
import { type Stepped, unchanged } from '../input.ts'
import { type AlarmState, noTrack } from '../state.ts'
import { highestHeld } from './held.ts'
import { settle } from './level-change.ts'

/**
 * AR-16 for a typed value that is older than the newest of its vital sign, but by less than its whole minutes can tell. In
 * doubt it is judged, so it may raise, and keep an alarm up; it never clears one of a later time, nor puts off a delay.
 */
export function raiseInDoubt(state: AlarmState, vital: StreamVitalId, value: number, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const alarm of limitAlarmIds) {
    const row = state.limits[alarm]
    if (row.parameter !== vital) continue
    const before = stepped.state.tracks[alarm] ?? {}
    const tracks = { ...before }
    for (const priority of priorities) {
      const level = row.levels[priority]
      if (!level || !isBeyond(row.side, value, level.limit)) continue
      const { owed: _paid, ...track } = before[priority] ?? noTrack
      tracks[priority] = { ...track, held: true, clear: null, calm: null }
    }
    const next = { ...stepped.state, tracks: { ...stepped.state.tracks, [alarm]: tracks } }
    const highest = highestHeld(row, tracks)
    const settled =
      highest.priority === highestHeld(row, before).priority
        ? unchanged(next)
        : settle(next, { alarm, value, ...highest }, now)
    stepped = { state: settled.state, events: [...stepped.events, ...settled.events] }
  }
  return stepped
}
