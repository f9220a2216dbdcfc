import { z } from 'zod'
import type { AlarmInput } from '../alarm/input.ts'
import { type Authority, hasRole, isReplay } from '../authority.ts'
import { drugs, routes } from '../presets/preset.ts'
import { prescribers } from '../roles.ts'
import { formBaseline } from '../session/baseline.ts'
import { askWeight, endIfComplete, makeDose, plannedMg, withDue } from '../session/dosing.ts'
import type { GateFinding } from '../session/findings.ts'
import { inspectGate, inspectPatient, viewGate, whyNotOverride } from '../session/gate.ts'
import { enterPhase } from '../session/phases.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Dose, Session } from '../session/types.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { act, withoutAlarmInputs } from './act.ts'
import { baselineSet } from './baseline.ts'
import { type EventOf, eventKind, sentence } from './event.ts'
import { gate } from './gate.ts'
import { by, carers, figure, freeText, identifier, ownLabel, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'

/** One dose, or one of several nasal devices. */
const given = eventKind(
  'dose',
  {
    id: identifier,
    drug: z.enum(drugs),
    route: z.enum(routes),
    mg: figure,
    mgPerKg: figure.exactOptional(),
    lot: ownLabel.exactOptional(),
    device: figure.exactOptional(),
    infusionMin: figure.exactOptional(),
    givenMg: figure.exactOptional(),
    by: whom,
    booster: z.literal(true).exactOptional(),
    reason: freeText.exactOptional(),
  },
  {
    hasTable: true,
    say(event, words) {
      const { record } = words
      const { mg, drug, device, booster, lot } = event
      const what =
        device === undefined
          ? record[booster ? 'booster' : 'dose'](mg, drug)
          : record.device(device, mg, drug)
      return sentence(`${what}${lot === undefined ? '' : record.lot(lot)}`, event, words)
    },
  },
)

function doseEvent(dose: Dose, more: { readonly booster?: true; readonly reason?: string | undefined } = {}) {
  const { id, drug, route, mg, mgPerKg, lot, device, infusionMin, by: giver } = dose
  return given.of({ id, drug, route, mg, mgPerKg, lot, device, infusionMin, by: giver, ...more })
}

const lot = z.string().trim().max(40).optional()

/**
 * T0: freezes the baseline and records the dose, or the first of several nasal devices; for infusions the pump starts.
 *
 * What the gate finds must be overridden by the prescriber, before or now, except for a simulated or replayed patient, to
 * whom nothing is given; the findings are recorded in either case.
 */
export const startDosing = act('startDosing', {
  payload: z.strictObject({
    by,
    /** `mg` and `weightKg` where the preset needs them. */
    mg: z.number().positive().max(2000).optional(),
    weightKg: z.number().min(20).max(350).optional(),
    lot,
    /** The prescriber's word, when something stands against dosing (no baseline, BP above 140/90 …). */
    reason: shortText.optional(),
    /** Who signs too at 160/100 or more. */
    second: by.optional(),
  }),
  roles: carers,
  events: [gate, baselineSet, given, phase],
  apply(state, payload, { authority, now }) {
    const { session } = state
    const { preset } = session
    if (session.t0) return { refused: 'Dosing has already started in this session.' }
    const weightKg = payload.weightKg ?? session.patient.weightKg
    const mg = payload.mg ?? plannedMg(preset, weightKg, session.simulated)
    if (mg === null) return { refused: `${preset.label}: enter the dose in mg${askWeight(preset)}.` }
    const replayed = isReplay(authority)
    const findings = replayed && isPaperless(session) ? inspectPatient(state, now) : inspectGate(state, now)
    const closed =
      replayed || session.simulated || session.replayed ? null : whyClosed(state, payload, now, authority)
    if (closed !== null) return { refused: closed }
    const baseline = formBaseline(state, now)
    const first = preset.devices ? preset.devices.mgEach : mg
    const dose = makeDose(session, first, weightKg, payload, now)
    const begun: Session = {
      ...session,
      ...(weightKg === undefined ? {} : { patient: { ...session.patient, weightKg } }),
      ...(baseline ? { baseline } : {}),
      t0: now,
      doses: [dose],
    }
    const dosing = enterPhase(begun, 'dosing', now, payload.by)
    const events: EventOf<typeof gate | typeof baselineSet | typeof given | typeof phase>[] = []
    const { reason = null, second } = payload
    if (findings.length > 0) events.push(gate.of({ findings, by: payload.by, reason, second }))
    if (baseline) {
      const { setBy: _nobody, ...formed } = baseline
      events.push(baselineSet.of({ ...formed, by: payload.by }))
    }
    events.push(doseEvent(dose), dosing.event)
    const alarms: AlarmInput[] = [{ kind: 't0' }]
    if (baseline) {
      const { systolic, diastolic } = baseline
      alarms.push({ kind: 'baseline', systolic, diastolic })
    }
    return { ...withDue(endIfComplete(dosing.session, now, events), now), alarms }
  },
})

/** A script that says nothing of the checklist is not asked for it. */
function isPaperless({ identity, preDose }: Session): boolean {
  return identity === undefined && preDose === undefined
}

/** Why the gate is closed to this person, in one sentence; null: it is open, or the prescriber opens it now. */
function whyClosed(
  state: RoomState,
  asked: { readonly by: string; readonly reason?: string | undefined; readonly second?: string | undefined },
  now: Instant,
  authority: Authority,
): string | null {
  const open = (viewGate(state, now) ?? []).flatMap(({ finding, override }) => (override ? [] : [finding]))
  if (open.length === 0) return null
  const list = `Dosing is closed: ${open.map(finding => gateWords[finding]).join('; ')}.`
  if (asked.reason !== undefined && hasRole(authority, prescribers)) {
    const refused = whyNotOverride(open, asked.by, asked.second)
    return refused === null ? null : `${list} ${refused}`
  }
  return `${list} ${whyNotOverride(open, asked.by, asked.second ?? '…') ?? 'Only the prescriber may override that, with a reason.'}`
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

/** The next nasal device; early use needs a reason. The last one ends dosing. */
export const recordDevice = act('recordDevice', {
  payload: z.strictObject({ by, lot, reason: shortText.optional() }),
  roles: carers,
  events: [given, phase],
  apply({ session }, payload, { authority, now }) {
    const { preset } = session
    if (!preset.devices) return { refused: `${preset.label} is not given in devices.` }
    if (session.phase !== 'dosing') return { refused: 'No further device: dosing is not under way.' }
    const { mgEach, restMin } = preset.devices
    const last = session.doses.at(-1)
    const restLeftMs = last ? last.at.monoMs + restMin * MINUTE_MS - now.monoMs : 0
    if (!isReplay(authority) && restLeftMs > 0 && payload.reason === undefined)
      return {
        refused: `The ${restMin} min rest after the last device ends in ${Math.ceil(restLeftMs / 1000)} s; earlier use needs a reason.`,
      }
    const dose = makeDose(session, mgEach, session.patient.weightKg, payload, now)
    const event = doseEvent(dose, { reason: payload.reason })
    const taken = endIfComplete({ ...session, doses: [...session.doses, dose] }, now, [event])
    return withoutAlarmInputs(withDue(taken, now))
  },
})

/** A further dose, where the preset allows one: the list of measurements, and the time to discharge, begin again. */
export const recordBooster = act('recordBooster', {
  payload: z.strictObject({
    by,
    mg: z.number().positive().max(2000),
    lot,
    reason: shortText.optional(),
  }),
  roles: carers,
  events: [given, phase],
  apply({ session }, payload, { now }) {
    const { preset } = session
    if (!preset.boosters) return { refused: `${preset.label} has no boosters.` }
    if (!session.t0) return { refused: 'Record the first dose before a booster.' }
    const dose = makeDose(session, payload.mg, session.patient.weightKg, payload, now)
    const event = doseEvent(dose, { booster: true, reason: payload.reason })
    const boosted: Session = { ...session, doses: [...session.doses, dose], dosingEnd: now }
    if (session.phase === 'observation')
      return withoutAlarmInputs(withDue({ session: boosted, events: [event] }, now))
    const observing = enterPhase(boosted, 'observation', now, payload.by)
    return withoutAlarmInputs(withDue({ session: observing.session, events: [event, observing.event] }, now))
  },
})
