import type { EventOf } from '../record/event.ts'
import { overrideEnded } from '../record/override-ended.ts'
import type { Instant } from '../time.ts'
import { covers } from './covers.ts'
import { weighChecks } from './discharge.ts'
import type { RoomState } from './room-state.ts'

/**
 * Ends for good the overrides of the discharge checklist that what has come since does not fit: a value that is back where it
 * was does not bring a decision back that was made without knowing of the worse one.
 */
export function endOverrides(
  state: RoomState,
  now: Instant,
): { readonly state: RoomState; readonly events: readonly EventOf<typeof overrideEnded>[] } {
  const { session } = state
  const { overrides = [] } = session
  if (!session.t0 || session.closed || overrides.every(({ ended }) => ended)) return { state, events: [] }
  const weighed = weighChecks(state, now)
  const over = overrides.filter(one => !one.ended && !covers(one, session, weighed[one.check] ?? {}))
  if (over.length === 0) return { state, events: [] }
  const kept = overrides.map(one => (over.includes(one) ? { ...one, ended: now } : one))
  const events = over.map(({ check, by }) => {
    const asked = session.clinicSet?.criteria.find(({ id }) => id === check)?.text
    return overrideEnded.of({ check, asked, by })
  })
  return { state: { ...state, session: { ...session, overrides: kept } }, events }
}
