import type { EventOf } from '../record/event.ts'
import { phase as entered } from '../record/phase.ts'
import type { Instant } from '../time.ts'
import type { Phase, Session } from './types.ts'

/** DOSING from T0 on: what is recorded as begun after that has not taken place. */
export function beginDosing(
  session: Session,
  t0: Instant,
  by: string,
): { session: Session; event: EventOf<typeof entered> } {
  const phaseStarts = session.phaseStarts.filter(({ at }) => at.monoMs <= t0.monoMs)
  return enterPhase({ ...session, phaseStarts }, 'dosing', t0, by)
}

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
