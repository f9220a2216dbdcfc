import type { Preset } from '../presets/preset.ts'
import type { NibpReading } from '../reading.ts'
import { prescribers, type Role } from '../roles.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { Action } from './actions.ts'
import { formBaseline } from './baseline.ts'
import { planDue, satisfyDue } from './due.ts'
import { type GateFinding, inspectGate, inspectPatient, viewGate, whyNotOverride } from './gate.ts'
import { enterPhase } from './phases.ts'
import type { RoomState } from './room-state.ts'
import type { Dose, Session, SessionEvent } from './types.ts'

/** A session after an action, or one sentence why not. */
export type Applied =
  | { readonly session: Session; readonly events: readonly SessionEvent[] }
  | { readonly refused: string }

type Of<N extends Action['do']> = Extract<Action, { do: N }>

/**
 * T0. Freezes the baseline and records the dose, or the first of several nasal devices.
 *
 * What the gate finds must be overridden by the prescriber, before or now, except for a simulated or replayed patient, to
 * whom nothing is given; the findings are recorded in either case.
 */
export function startDosing(
  state: RoomState,
  action: Of<'startDosing'>,
  now: Instant,
  role: Role | null,
): Applied {
  const { session } = state
  if (session.t0) return { refused: 'Dosing has already started in this session.' }
  const preset = session.preset
  const weightKg = action.weightKg ?? session.patient.weightKg
  const mg = action.mg ?? plannedMg(preset, weightKg, session.simulated)
  if (mg === null) return { refused: `${preset.label}: enter the dose in mg${askWeight(preset)}.` }
  const findings =
    role === null && isPaperless(session) ? inspectPatient(state, now) : inspectGate(state, now)
  const closed =
    role === null || session.simulated || session.replayed ? null : whyClosed(state, action, now, role)
  if (closed !== null) return { refused: closed }
  const baseline = formBaseline(state, now)
  const first = preset.devices ? preset.devices.mgEach : mg
  const dose = makeDose(session, preset, first, weightKg, action, now)
  const begun: Session = {
    ...session,
    ...(weightKg === undefined ? {} : { patient: { ...session.patient, weightKg } }),
    ...(baseline ? { baseline } : {}),
    t0: now,
    doses: [dose],
  }
  const dosing = enterPhase(begun, 'dosing', now, action.by)
  const events: SessionEvent[] = []
  if (findings.length > 0)
    events.push({
      event: 'session',
      kind: 'gate',
      findings,
      by: action.by,
      reason: action.reason ?? null,
      ...(action.second === undefined ? {} : { second: action.second }),
    })
  if (baseline) events.push({ event: 'session', kind: 'baseline', ...baseline, by: action.by })
  events.push(doseEvent(dose), dosing.event)
  return withDue(endIfComplete(dosing.session, preset, now, events), preset, now)
}

/** A script that says nothing of the checklist is not asked for it: its people have no roles. */
function isPaperless({ identity, preDose }: Session): boolean {
  return identity === undefined && preDose === undefined
}

/** Why the gate is closed to this person, in one sentence; null: it is open, or the prescriber opens it now. */
function whyClosed(state: RoomState, action: Of<'startDosing'>, now: Instant, role: Role): string | null {
  const open = (viewGate(state, now) ?? []).flatMap(({ finding, override }) => (override ? [] : [finding]))
  if (open.length === 0) return null
  const list = `Dosing is closed: ${open.map(finding => gateWords[finding]).join('; ')}.`
  if (action.reason !== undefined && prescribers.includes(role)) {
    const refused = whyNotOverride(open, action.by, action.second)
    return refused === null ? null : `${list} ${refused}`
  }
  return `${list} ${whyNotOverride(open, action.by, action.second ?? '…') ?? 'Only the prescriber may override that, with a reason.'}`
}

const gateWords = {
  noBaseline: 'no cuff reading of the last 30 min, so no baseline',
  pressureHigh: 'blood pressure above 140/90',
  pressureVeryHigh: 'blood pressure of 160/100 or more',
  notRepeated: 'the high blood pressure has not been repeated after 5 min of rest',
  noSpo2: 'no SpO2 value now',
  spo2Low: 'SpO2 below 94 %',
  noPulse: 'no pulse value now',
  pulseOut: 'pulse below 50 or above 110',
  identityOpen: 'the two identifiers have not been compared',
  checklistOpen: 'the checklist before dosing is not complete',
  checklistFailed: 'an item of the checklist speaks against dosing',
  noSedation: 'no MOAA/S rating of the last 30 min',
} as const satisfies Record<GateFinding, string>

function plannedMg(preset: Preset, weightKg: number | undefined, simulated: boolean): number | null {
  if ('mg' in preset.dose) return preset.dose.mg
  if ('simulatedMg' in preset.dose) return simulated ? preset.dose.simulatedMg : null
  return weightKg === undefined ? null : roundMg(preset.dose.mgPerKg * weightKg)
}

function askWeight(preset: Preset): string {
  return 'mgPerKg' in preset.dose ? ', or the body weight in kg, by which it is dosed' : ''
}

function makeDose(
  session: Session,
  preset: Preset,
  mg: number,
  weightKg: number | undefined,
  action: { readonly by: string; readonly lot?: string | undefined },
  now: Instant,
): Dose {
  const number = session.doses.length + 1
  return {
    id: `dose-${number}`,
    drug: preset.drug,
    route: preset.route,
    mg,
    ...(weightKg === undefined ? {} : { mgPerKg: mg / weightKg }),
    ...(action.lot ? { lot: action.lot } : {}),
    ...(preset.devices ? { device: number } : {}),
    ...(preset.infusionMin === undefined ? {} : { infusionMin: preset.infusionMin }),
    by: action.by,
    at: now,
  }
}

function doseEvent(dose: Dose): SessionEvent {
  const { at: _at, ...rest } = dose
  return { event: 'session', kind: 'dose', ...rest }
}

/** The next nasal device; early use needs a reason. The last one ends dosing. */
export function recordDevice(
  state: RoomState,
  action: Of<'recordDevice'>,
  now: Instant,
  enforce: boolean,
): Applied {
  const { session } = state
  const preset = session.preset
  if (!preset.devices) return { refused: `${preset.label} is not given in devices.` }
  if (session.phase !== 'dosing') return { refused: 'No further device: dosing is not under way.' }
  const last = session.doses.at(-1)
  const restLeftMs = last ? last.at.monoMs + preset.devices.restMin * MINUTE_MS - now.monoMs : 0
  if (enforce && restLeftMs > 0 && action.reason === undefined)
    return {
      refused: `The ${preset.devices.restMin} min rest after the last device ends in ${Math.ceil(restLeftMs / 1000)} s; earlier use needs a reason.`,
    }
  const dose = makeDose(session, preset, preset.devices.mgEach, session.patient.weightKg, action, now)
  const events = [{ ...doseEvent(dose), ...(action.reason ? { reason: action.reason } : {}) }]
  return withDue(
    endIfComplete({ ...session, doses: [...session.doses, dose] }, preset, now, events),
    preset,
    now,
  )
}

/** A further dose, where the preset allows one: the list of measurements, and the time to discharge, begin anew. */
export function recordBooster(state: RoomState, action: Of<'recordBooster'>, now: Instant): Applied {
  const { session } = state
  const preset = session.preset
  if (!preset.boosters) return { refused: `${preset.label} has no boosters.` }
  if (!session.t0) return { refused: 'Record the first dose before a booster.' }
  const dose = makeDose(session, preset, action.mg, session.patient.weightKg, action, now)
  const why = action.reason === undefined ? {} : { reason: action.reason }
  const events: SessionEvent[] = [{ ...doseEvent(dose), booster: true, ...why }]
  const given: Session = { ...session, doses: [...session.doses, dose], dosingEnd: now }
  if (session.phase === 'observation') return withDue({ session: given, events }, preset, now)
  const observing = enterPhase(given, 'observation', now, action.by)
  return withDue({ session: observing.session, events: [...events, observing.event] }, preset, now)
}

/** End of the infusion, lozenge out of the mouth, or dosing given up after fewer devices: the dose is then what was given. */
export function endDosing(
  state: RoomState,
  action: Of<'endDosing'>,
  now: Instant,
  enforce: boolean,
): Applied {
  const { session } = state
  if (session.phase !== 'dosing' || !session.t0) return { refused: 'Dosing is not under way.' }
  const preset = session.preset
  const pauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: now }))
  const infused =
    preset.infusionMin === undefined ? null : infusedShare(session.t0, pauses, preset.infusionMin, now)
  const abandoned =
    (preset.devices !== undefined && session.doses.length < preset.devices.count) ||
    (infused !== null && infused.share < 1)
  if (abandoned && action.reason === undefined && (enforce || infused === null))
    return {
      refused:
        infused === null
          ? 'Ending before the last device needs a reason.'
          : `Ending the infusion after ${infused.min} of ${preset.infusionMin} min needs a reason.`,
    }
  // With devices the end is the last one given; an infusion ends now.
  const end = preset.devices ? (session.doses.at(-1)?.at ?? now) : now
  const why = action.reason === undefined ? {} : { reason: action.reason }
  const how = action.how === undefined ? {} : { how: action.how }
  const doses =
    infused === null || infused.share === 1
      ? session.doses
      : session.doses.map(dose => ({ ...dose, givenMg: roundMg(dose.mg * infused.share) }))
  const given = doses.at(-1)?.givenMg
  const events: SessionEvent[] = [
    {
      event: 'session',
      kind: 'infusion',
      state: abandoned ? 'abandoned' : 'ended',
      by: action.by,
      ...(infused === null ? {} : { infusedMin: infused.min }),
      ...(given === undefined ? {} : { givenMg: given }),
      ...how,
      ...why,
    },
  ]
  const ended = finish({ ...session, doses, infusionPauses: pauses }, end, now, events, action.by)
  return countLast(withDue(ended, preset, now), state.cuff.last)
}

/** A pump that is switched off a little before its time has given what was planned. */
const ALMOST_MS = MINUTE_MS

/** How long the infusion has run, pauses left out, and what share of the planned time that is: 1 for all of it. */
function infusedShare(t0: Instant, pauses: Session['infusionPauses'], plannedMin: number, now: Instant) {
  const pausedMs = pauses.reduce((sum, { from, to }) => sum + (to ?? now).monoMs - from.monoMs, 0)
  const ranMs = now.monoMs - t0.monoMs - pausedMs
  const plannedMs = plannedMin * MINUTE_MS
  return {
    min: Math.round((ranMs / MINUTE_MS) * 10) / 10,
    share: ranMs >= plannedMs - ALMOST_MS ? 1 : ranMs / plannedMs,
  }
}

function roundMg(mg: number): number {
  return Math.round(mg * 10) / 10
}

export function pauseInfusion(state: RoomState, action: Of<'pauseInfusion'>, now: Instant): Applied {
  const { session } = state
  if (session.preset.infusionMin === undefined || session.phase !== 'dosing')
    return { refused: 'No infusion is running.' }
  if (session.infusionPauses.some(pause => !pause.to)) return { refused: 'The infusion is already paused.' }
  const why = action.reason === undefined ? {} : { reason: action.reason }
  return {
    session: { ...session, infusionPauses: [...session.infusionPauses, { from: now }] },
    events: [{ event: 'session', kind: 'infusion', state: 'paused', by: action.by, ...why }],
  }
}

export function resumeInfusion(state: RoomState, action: Of<'resumeInfusion'>, now: Instant): Applied {
  const { session } = state
  if (!session.infusionPauses.some(pause => !pause.to)) return { refused: 'The infusion is not paused.' }
  return {
    session: {
      ...session,
      infusionPauses: session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: now })),
    },
    events: [{ event: 'session', kind: 'infusion', state: 'resumed', by: action.by }],
  }
}

interface InProgress {
  readonly session: Session
  readonly events: readonly SessionEvent[]
}

function endIfComplete(
  session: Session,
  preset: Preset,
  now: Instant,
  events: readonly SessionEvent[],
): InProgress {
  // An infusion runs, a lozenge is held, until somebody says that it has ended.
  if (preset.infusionMin !== undefined || preset.holdMin !== undefined) return { session, events }
  if (session.doses.length < (preset.devices?.count ?? 1)) return { session, events }
  return finish(session, now, now, events)
}

function finish(
  session: Session,
  end: Instant,
  now: Instant,
  events: readonly SessionEvent[],
  by?: string,
): InProgress {
  const observing = enterPhase({ ...session, dosingEnd: end }, 'observation', now, by)
  return { session: observing.session, events: [...events, observing.event] }
}

/** A reading taken just before the end was recorded counts for what is asked around the end (monitoring protocols, 8.3). */
function countLast({ session, events }: InProgress, last: NibpReading | null): InProgress {
  if (!last || last.existing) return { session, events }
  const satisfied = satisfyDue(session.due, last)
  return { session: { ...session, due: satisfied.items }, events: [...events, ...satisfied.events] }
}

function withDue({ session, events }: InProgress, preset: Preset, now: Instant): InProgress {
  return { session: { ...session, due: planDue(session, preset, now) }, events }
}
