import type { AlarmInput } from '../alarm/input.ts'
import type { Reading } from '../reading.ts'
import type { nibp } from '../record/cuff.ts'
import type { measured } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import type { device } from '../record/monitor.ts'
import type { RoomState } from './room-state.ts'

/** What one sample amounts to. */
export interface Accepted {
  readonly state: RoomState
  readonly reading: Reading | null
  readonly events: readonly EventOf<typeof nibp | typeof device | typeof measured>[]
  readonly alarm: AlarmInput | null
}

export function nothing(state: RoomState): Accepted {
  return { state, reading: null, events: [], alarm: null }
}
