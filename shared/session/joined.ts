import type { DeviceToWatch } from '../alarm/input.ts'
import type { Source } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { RoomState } from './room-state.ts'

/*
 * Since when a monitor belongs to this session. What it measured before that may be another patient's: of the room where it
 * stood, or of whoever lay here before the session moved in.
 */

/** The monitors of the room now: one that is new has joined, one that is gone joins anew when it comes back. */
export function noteDevices(state: RoomState, devices: readonly DeviceToWatch[], now: Instant): RoomState {
  const listed = new Set(devices.map(({ id }) => id))
  const kept = Object.entries(state.joined ?? {}).filter(([id]) => listed.has(id) || !state.alarm.devices[id])
  const known: RoomState = { ...state, joined: Object.fromEntries(kept) }
  return devices.reduce((next, { id }) => join(next, id, now), known)
}

/** In a script no monitor is announced: it joins with its first word. */
export function noteFirstWord(state: RoomState, { origin, id }: Source, now: Instant): RoomState {
  return origin === 'manual' ? state : join(state, id, now)
}

/** Was this measured before its monitor came to the session? */
export function isBeforeJoining({ joined }: RoomState, { origin, id }: Source, { monoMs }: Instant): boolean {
  const since = origin === 'manual' ? undefined : joined?.[id]
  return since !== undefined && monoMs < since
}

function join(state: RoomState, id: string, { monoMs }: Instant): RoomState {
  if (state.joined?.[id] !== undefined || state.alarm.devices[id]) return state
  return { ...state, joined: { ...state.joined, [id]: monoMs } }
}
