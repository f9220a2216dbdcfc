import type { AlarmState } from './state.ts'
import type { AlarmEvent } from './types.ts'

/** One room, as far as AUDIO PAUSED of the whole installation is concerned; `audio` null: no session is open there. */
export interface RoomAudio {
  readonly id: string
  readonly audio: Pick<AlarmState['audio'], 'pausedUntilMonoMs'> | null
}

/**
 * AR-9 across rooms: sound is one for all of them, so a new HIGH in one, or a rise to HIGH, ends the pause in every other.
 * Whether the room itself was paused does not matter: a room that was opened during a pause is none of those that ordered it.
 *
 * @param told what the room has just told, in order
 * @returns ids of the other rooms, each to be given `highElsewhere`
 */
export function roomsToResume(
  told: readonly (AlarmEvent | { readonly event: 'session' })[],
  roomId: string,
  rooms: readonly RoomAudio[],
): readonly string[] {
  if (!told.some(isNewHigh)) return []
  return rooms
    .filter(({ id, audio }) => id !== roomId && audio !== null && audio.pausedUntilMonoMs !== null)
    .map(({ id }) => id)
}

function isNewHigh(event: AlarmEvent | { readonly event: 'session' }): boolean {
  if (event.event !== 'alarm' || event.priority !== 'high') return false
  return event.transition === 'raised' || event.transition === 'escalated'
}
