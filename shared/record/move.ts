import type { RoomState } from '../session/room-state.ts'
import type { Instant } from '../time.ts'
import { type EventOf, eventKind, sentence } from './event.ts'
import { label, whom } from './parts.ts'

/** The session goes on in another room, with all that belongs to its patient (AR-23). */
export const moved = eventKind(
  'moved',
  { from: label, to: label, by: whom },
  { say: (event, words) => sentence(words.record.moved(event.from, event.to), event, words) },
)

/**
 * The room's state as it goes on in another room: T0, baseline, alarms and acknowledgements with it. The monitors stay where
 * they are, so what was known of them does not come along, nor where their cuff and sensor were; what they showed last owns
 * no vital sign there, and the cuff's interval is set anew. Single checks stay.
 */
export function moveState(
  state: RoomState,
  to: string,
  by: string,
  at: Instant,
): { readonly state: RoomState; readonly event: EventOf<typeof moved> } {
  const { cuffCycle: _interval, sites: _there, ...session } = state.session
  const from = session.room
  const moves = [...(session.moves ?? []), { from, to, by, at }]
  const taken = Object.entries(state.vitals).filter(
    ([, track]) => track.spot || track.source.origin === 'manual',
  )
  return {
    state: {
      ...state,
      session: { ...session, room: to, moves },
      vitals: Object.fromEntries(taken),
      states: {},
      joined: {},
      pulseByCuff: null,
    },
    event: moved.of({ from, to, by }),
  }
}
