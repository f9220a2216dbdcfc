import { type Authority, isReplay } from '../authority.ts'
import type { Preset } from '../presets/preset.ts'
import type { NibpReading } from '../reading.ts'
import type { measured } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import type { phase } from '../record/phase.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { planDue, satisfyDue } from './due.ts'
import { isTimeUnsure, momentAgo, overcountMs, passedMs } from './elapsed.ts'
import { enterPhase } from './phases.ts'
import { replanDue } from './replan.ts'
import type { RoomState } from './room-state.ts'
import type { Dose, Session } from './types.ts'
import { openQuestion } from './unconfirmed.ts'

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

export function makeDose(
  { doses, withdrawnDoses = [], preset }: Session,
  mg: number,
  weightKg: number | undefined,
  { by, lot }: { readonly by: string; readonly lot?: string | undefined },
  given: Instant,
  now: Instant,
): Dose {
  return {
    id: `dose-${doses.length + withdrawnDoses.length + 1}`,
    drug: preset.drug,
    route: preset.route,
    mg,
    ...(weightKg === undefined ? {} : { mgPerKg: mg / weightKg }),
    ...(lot ? { lot } : {}),
    ...(preset.devices ? { device: nextDevice(doses) } : {}),
    ...(preset.infusionMin === undefined ? {} : { infusionMin: preset.infusionMin }),
    by,
    at: given,
    ...(given === now ? {} : { recordedAt: now }),
  }
}

/** The lowest number that is free: one that was withdrawn is given anew. */
export function nextDevice(doses: readonly Pick<Dose, 'device'>[]): number {
  const taken = doses.map(({ device }) => device)
  let number = 1
  while (taken.includes(number)) number += 1
  return number
}

/**
 * When something was done that is recorded so many minutes later; the moment itself, where it is recorded at once. What was done
 * in a gap in which the line stood still counts from the end of the gap: rather watched too long than sent home too early.
 */
export function whenGiven(
  now: Instant,
  minutesAgo: number | undefined,
  session: Pick<Session, 'gaps'>,
): Instant {
  if (minutesAgo === undefined || minutesAgo === 0) return now
  const agoMs = minutesAgo * MINUTE_MS
  const at = momentAgo(session, now, agoMs)
  const isTooEarly = passedMs(session, at.monoMs, now.monoMs) > agoMs + 1
  return isTooEarly ? { ...at, monoMs: at.monoMs + 1 } : at
}

/** Why nobody can tell when that was, in one sentence; null: it can be told. */
export function whyUnknown(session: Pick<Session, 'gaps'>, at: Instant, now: Instant): WhyNot | null {
  return at !== now && isTimeUnsure(session, at) ? refusal('gapBeforeDoseUnsure') : null
}

/**
 * Why nothing more may be recorded as given at that moment: whether it is still this patient is asked, and what was given since may be
 * another one's (AR-23). What was given before may be told. Whoever records has only to answer first; a replay has nobody to.
 */
export function whyWhose(session: Session, at: Instant, now: Instant, authority: Authority): WhyNot | null {
  const question = isReplay(authority) ? undefined : openQuestion(session)
  const isSince = question && (at === now || at.monoMs > question.from.monoMs)
  return isSince ? refusal('samePatientFirst') : null
}

/** Why nothing may be set for this patient, or taken back, that all is reckoned from: it may be another one's, and would stay so when that is known. */
export function whyUnknownWhose(session: Session): WhyNot | null {
  return openQuestion(session) ? refusal('samePatientFirst') : null
}

/** A pump that is switched off a little before its time has given what was planned. */
const ALMOST_MS = MINUTE_MS

/** How long the infusion has run, pauses left out, and what share of the dose that is at the pump's rates: 1 for all of it. */
export function infusedShare(
  session: Pick<Session, 'pumpRates' | 'doses' | 'gaps'>,
  t0: Instant,
  pauses: Session['infusionPauses'],
  plannedMin: number,
  now: Instant,
): { readonly min: number; readonly share: number } {
  const { pumpRates = [], doses } = session
  const plannedMs = plannedMin * MINUTE_MS
  const plannedMgPerH = ((doses[0]?.mg ?? 0) / plannedMin) * 60
  const changes = [{ fromMs: t0.monoMs, factor: 1 }].concat(
    plannedMgPerH === 0
      ? []
      : pumpRates.map(({ at, mgPerH }) => ({
          fromMs: Math.max(at.monoMs, t0.monoMs),
          factor: mgPerH / plannedMgPerH,
        })),
  )
  const stretches = changes.map(({ fromMs, factor }, index) => {
    const toMs = Math.max(fromMs, changes[index + 1]?.fromMs ?? now.monoMs)
    const ms = ranMs(session, fromMs, toMs, pauses, now)
    return { ms, infusedMs: ms * factor }
  })
  const infusedMs = stretches.reduce((sum, stretch) => sum + stretch.infusedMs, 0)
  return {
    min: Math.round((stretches.reduce((sum, { ms }) => sum + ms, 0) / MINUTE_MS) * 10) / 10,
    share: infusedMs >= plannedMs - ALMOST_MS ? 1 : infusedMs / plannedMs,
  }
}

/** How long the pump ran between two moments, in ms: without pauses, and without what a gap is known to count too much. */
function ranMs(
  session: Pick<Session, 'gaps'>,
  fromMs: number,
  toMs: number,
  pauses: Session['infusionPauses'],
  now: Instant,
): number {
  const passed = (from: number, to: number) => to - from - overcountMs(session, from, to)
  const pausedMs = pauses.reduce((sum, { from, to = now }) => {
    const [begins, ends] = [Math.max(from.monoMs, fromMs), Math.min(to.monoMs, toMs)]
    return sum + (ends > begins ? passed(begins, ends) : 0)
  }, 0)
  return passed(fromMs, toMs) - pausedMs
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

/** With the list of measurements planned again; what was given some minutes ago has moved them. */
export function withDueFrom<E>(
  state: RoomState,
  { session, events }: Changing<E>,
  given: Instant,
  now: Instant,
): Changing<E | ReturnType<typeof replanDue>['events'][number]> {
  if (given === now) return withDue({ session, events }, now)
  const replanned = replanDue(state, session, now)
  return { session: replanned.session, events: [...events, ...replanned.events] }
}

/** With the list of measurements planned again. */
function withDue<E>({ session, events }: Changing<E>, now: Instant): Changing<E> {
  return { session: { ...session, due: planDue(session, session.preset, now) }, events }
}
