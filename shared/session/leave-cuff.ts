import type { Instant } from '../time.ts'
import { alarmOnly, type RoomStepped } from './room.ts'
import type { RoomState } from './room-state.ts'

/** The cuff stays behind in another room: it holds nothing back any more, and what it held is judged now (AR-21). */
export function leaveCuff(state: RoomState, now: Instant): RoomStepped {
  const left = alarmOnly(state, { kind: 'sites', sameArm: false }, now)
  const { alarm } = left.state
  const interlock = { ...alarm.interlock, sinceMonoMs: null, endedMonoMs: null }
  return { ...left, state: { ...left.state, alarm: { ...alarm, interlock } } }
}
