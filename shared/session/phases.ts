import type { EventOf } from '../record/event.ts'
import { phase as entered } from '../record/phase.ts'
import type { Instant } from '../time.ts'
import type { Phase, Session } from './types.ts'

/** The session in another phase, with the event that says so. */
export function enterPhase(
  session: Session,
  phase: Phase,
  now: Instant,
  by?: string,
  reason?: string,
): { session: Session; event: EventOf<typeof entered> } {
  return {
    session: { ...session, phase, phaseStarts: [...session.phaseStarts, { phase, at: now }] },
    event: entered.of({ phase, by, reason }),
  }
}
