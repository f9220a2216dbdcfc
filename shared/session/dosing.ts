import { presets } from '../presets/index.ts'
import type { Preset } from '../presets/preset.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { Action } from './actions.ts'
import { formBaseline } from './baseline.ts'
import { planDue } from './due.ts'
import { inspectGate } from './gate.ts'
import { enterPhase } from './phases.ts'
import type { RoomState } from './room-state.ts'
import type { Dose, Session, SessionEvent } from './types.ts'

/** A session after an action, or one sentence why not. */
export type Applied =
  | { readonly session: Session; readonly events: readonly SessionEvent[] }
  | { readonly refused: string }

type Of<N extends Action['do']> = Extract<Action, { do: N }>

/** The preset a session runs under; it was checked when the session was opened. */
export function presetOf(session: Session): Preset {
  const preset = presets.find(candidate => candidate.id === session.preset.id)
  if (!preset) throw new Error(`This version of Vigil has no preset "${session.preset.id}".`)
  return preset
}

/**
 * T0. Freezes the baseline and records the dose, or the first of several nasal devices.
 *
 * What the gate finds must be answered with a reason, except for a simulated patient, to whom nothing is given; the
 * findings are recorded in either case.
 */
export function startDosing(
  state: RoomState,
  action: Of<'startDosing'>,
  now: Instant,
  enforce: boolean,
): Applied {
  const { session } = state
  if (session.t0) return { refused: 'Dosing has already started in this session.' }
  const preset = presetOf(session)
  const weightKg = action.weightKg ?? session.patient.weightKg
  const mg = action.mg ?? plannedMg(preset, weightKg)
  if (mg === null)
    return { refused: `${preset.label} is dosed by body weight: enter the weight in kg, or the dose in mg.` }
  const findings = inspectGate(state, now)
  if (findings.length > 0 && action.reason === undefined && enforce && !session.simulated)
    return {
      refused: `Dosing needs a reason, because of: ${findings.map(finding => gateWords[finding]).join('; ')}.`,
    }
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
    events.push({ event: 'session', kind: 'gate', findings, by: action.by, reason: action.reason ?? null })
  if (baseline) events.push({ event: 'session', kind: 'baseline', ...baseline, by: action.by })
  events.push(doseEvent(dose), dosing.event)
  return withDue(endIfComplete(dosing.session, preset, now, events), preset, now)
}

const gateWords = {
  noBaseline: 'no cuff reading of the last 30 min, so no baseline',
  pressureHigh: 'blood pressure above 140/90',
  pressureVeryHigh: 'blood pressure of 160/100 or more',
  noSpo2: 'no SpO2 value now',
  noPulse: 'no pulse value now',
} as const

function plannedMg(preset: Preset, weightKg: number | undefined): number | null {
  if ('mg' in preset.dose) return preset.dose.mg
  return weightKg === undefined ? null : Math.round(preset.dose.mgPerKg * weightKg * 10) / 10
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
  const preset = presetOf(session)
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

/** End of the infusion, or dosing given up after fewer devices: the dose is then what was given. */
export function endDosing(state: RoomState, action: Of<'endDosing'>, now: Instant): Applied {
  const { session } = state
  if (session.phase !== 'dosing' || !session.t0) return { refused: 'Dosing is not under way.' }
  const preset = presetOf(session)
  const abandoned = preset.devices !== undefined && session.doses.length < preset.devices.count
  if (abandoned && action.reason === undefined)
    return { refused: 'Ending before the last device needs a reason.' }
  // With devices the end is the last one given; an infusion ends now.
  const end = preset.devices ? (session.doses.at(-1)?.at ?? now) : now
  const why = action.reason === undefined ? {} : { reason: action.reason }
  const events: SessionEvent[] = [
    { event: 'session', kind: 'infusion', state: abandoned ? 'abandoned' : 'ended', by: action.by, ...why },
  ]
  const pauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: now }))
  return withDue(finish({ ...session, infusionPauses: pauses }, end, now, events, action.by), preset, now)
}

export function pauseInfusion(state: RoomState, action: Of<'pauseInfusion'>, now: Instant): Applied {
  const { session } = state
  if (presetOf(session).infusionMin === undefined || session.phase !== 'dosing')
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
  if (preset.infusionMin !== undefined) return { session, events }
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

function withDue({ session, events }: InProgress, preset: Preset, now: Instant): InProgress {
  return { session: { ...session, due: planDue(session, preset, now) }, events }
}
