import type { Preset } from '../presets/preset.ts'
import type { NibpReading } from '../reading.ts'
import type { measured } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import type { phase } from '../record/phase.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { planDue, satisfyDue } from './due.ts'
import { elapsedMs } from './elapsed.ts'
import { enterPhase } from './phases.ts'
import type { Dose, Session } from './types.ts'

/* What the acts of dosing (`record/dosing.ts`, `record/infusion.ts`) are reckoned with. */

/** A session that an act is changing, and what has been told of it so far. */
interface Changing<E> {
  readonly session: Session
  readonly events: readonly E[]
}
type PhaseEvent = EventOf<typeof phase>

/** What the preset gives, in mg; null where it must be said, or needs the weight. */
export function plannedMg(preset: Preset, weightKg: number | undefined, simulated: boolean): number | null {
  if ('mg' in preset.dose) return preset.dose.mg
  if ('simulatedMg' in preset.dose) return simulated ? preset.dose.simulatedMg : null
  return weightKg === undefined ? null : roundMg(preset.dose.mgPerKg * weightKg)
}

export function askWeight({ dose }: Preset): string {
  return 'mgPerKg' in dose ? ', or the body weight in kg, by which it is dosed' : ''
}

export function makeDose(
  { doses, preset }: Session,
  mg: number,
  weightKg: number | undefined,
  { by, lot }: { readonly by: string; readonly lot?: string | undefined },
  now: Instant,
): Dose {
  const number = doses.length + 1
  return {
    id: `dose-${number}`,
    drug: preset.drug,
    route: preset.route,
    mg,
    ...(weightKg === undefined ? {} : { mgPerKg: mg / weightKg }),
    ...(lot ? { lot } : {}),
    ...(preset.devices ? { device: number } : {}),
    ...(preset.infusionMin === undefined ? {} : { infusionMin: preset.infusionMin }),
    by,
    at: now,
  }
}

/** A pump that is switched off a little before its time has given what was planned. */
const ALMOST_MS = MINUTE_MS

/** How long the infusion has run, pauses left out, and what share of the planned time that is: 1 for all of it. */
export function infusedShare(
  session: Pick<Session, 'gaps'>,
  t0: Instant,
  pauses: Session['infusionPauses'],
  plannedMin: number,
  now: Instant,
): { readonly min: number; readonly share: number } {
  const pausedMs = pauses.reduce((sum, { from, to }) => sum + elapsedMs(session, from, to ?? now), 0)
  const ranMs = elapsedMs(session, t0, now) - pausedMs
  const plannedMs = plannedMin * MINUTE_MS
  return {
    min: Math.round((ranMs / MINUTE_MS) * 10) / 10,
    share: ranMs >= plannedMs - ALMOST_MS ? 1 : ranMs / plannedMs,
  }
}

export function roundMg(mg: number): number {
  return Math.round(mg * 10) / 10
}

export function endIfComplete<E>(
  session: Session,
  now: Instant,
  events: readonly E[],
): Changing<E | PhaseEvent> {
  const { infusionMin, holdMin, devices } = session.preset
  // An infusion runs, a lozenge is held, until somebody says that it has ended.
  if (infusionMin !== undefined || holdMin !== undefined) return { session, events }
  if (session.doses.length < (devices?.count ?? 1)) return { session, events }
  return finish(session, now, now, events)
}

export function finish<E>(
  session: Session,
  end: Instant,
  now: Instant,
  events: readonly E[],
  by?: string,
): Changing<E | PhaseEvent> {
  const observing = enterPhase({ ...session, dosingEnd: end }, 'observation', now, by)
  return { session: observing.session, events: [...events, observing.event] }
}

/** A reading taken just before the end was recorded counts for what is asked around the end (monitoring protocols, 8.3). */
export function countLast<E>(
  { session, events }: Changing<E>,
  last: NibpReading | null,
): Changing<E | EventOf<typeof measured>> {
  if (!last || last.existing) return { session, events }
  const satisfied = satisfyDue(session.due, last)
  return { session: { ...session, due: satisfied.items }, events: [...events, ...satisfied.events] }
}

/** With the list of measurements planned again. */
export function withDue<E>({ session, events }: Changing<E>, now: Instant): Changing<E> {
  return { session: { ...session, due: planDue(session, session.preset, now) }, events }
}
