import type { Instant } from '../time.ts'
import type { Phase, Session, SessionEvent } from './types.ts'

/** The session in another phase, with the event that says so. */
export function enterPhase(
  session: Session,
  phase: Phase,
  now: Instant,
  by?: string,
): { session: Session; event: SessionEvent } {
  return {
    session: { ...session, phase, phaseStarts: [...session.phaseStarts, { phase, at: now }] },
    event: { event: 'session', kind: 'phase', phase, ...(by === undefined ? {} : { by }) },
  }
}
