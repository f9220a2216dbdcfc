import type { DeviceToWatch } from '../alarm/input.ts'
import type { Source } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { RoomState } from './room-state.ts'

/*
 * Since when a monitor has belonged to the session, in this room. What it has measured before may be another patient's, as what
 * was measured before the session may be.
 */

/** Monitors of the room by this list; those that were there already stay as they are. */
export function noteDevices(state: RoomState, devices: readonly DeviceToWatch[], now: Instant): RoomState {
  const known = joinedOf(state)
  const ids = new Set(devices.map(({ id }) => id))
  // One that no list has told of, as in a script, leaves with none either.
  const stays = Object.entries(known).filter(([id]) => ids.has(id) || !state.alarm.devices[id])
  const come = [...ids].filter(id => known[id] === undefined).map(id => [id, now.monoMs] as const)
  return { ...state, joined: Object.fromEntries([...stays, ...come]) }
}

/** A monitor that no list has told of comes with its first word. */
export function noteSource(state: RoomState, { origin, id }: Source, now: Instant): RoomState {
  const known = joinedOf(state)
  if (origin === 'manual' || known[id] !== undefined) return state
  return { ...state, joined: { ...known, [id]: now.monoMs } }
}

/** The moment before which nothing of this source counts, on the monotonic line. */
export function joinedMs(state: RoomState, { origin, id }: Source): number {
  const openedMs = state.session.opened.at.monoMs
  return origin === 'manual' ? openedMs : Math.max(openedMs, joinedOf(state)[id] ?? openedMs)
}

/** Rooms of earlier versions did not keep it: what is there then was there from the beginning. */
function joinedOf({ joined, alarm, session }: RoomState): Readonly<Record<string, number>> {
  if (joined) return joined
  const ids = [...Object.keys(alarm.devices), ...alarm.cuffResults.map(({ sourceId }) => sourceId)]
  return Object.fromEntries(ids.map(id => [id, session.opened.at.monoMs]))
}
