import type { AlarmEvent } from '../alarm/types.ts'
import type { Reading } from '../reading.ts'
import type { SessionEvent } from '../record/index.ts'
import type { Instant } from '../time.ts'
import { enterPhase } from './phases.ts'
import type { RoomState } from './room-state.ts'

/** The first valid reading begins the baseline phase; a source that is no real monitor marks the session for ever. */
export function noteReading(
  state: RoomState,
  reading: Reading,
  now: Instant,
  events: (AlarmEvent | SessionEvent)[],
): RoomState {
  let { session } = state
  const { origin } = reading.source
  if (origin === 'simulated' && !session.simulated) session = { ...session, simulated: true }
  if (origin === 'replay' && !session.replayed) session = { ...session, replayed: true }
  if (origin === 'manual' && !session.manual) session = { ...session, manual: true }
  if (session.phase === 'prep' && reading.validity !== 'invalid') {
    const entered = enterPhase(session, 'baseline', now)
    events.push(entered.event)
    session = entered.session
  }
  return session === state.session ? state : { ...state, session }
}
