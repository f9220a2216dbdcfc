import { z } from 'zod'
import type { AlarmInput } from '../alarm/input.ts'
import { type Authority, hasRole, isReplay } from '../authority.ts'
import { prescribers } from '../roles.ts'
import { baselineAtDose, baselineInput } from '../session/baseline.ts'
import { ceilingMg, doubtDose, doubtRate, planDose } from '../session/dose-plan.ts'
import { endIfComplete, makeDose, whenGiven, whyUnknown, withDueFrom } from '../session/dosing.ts'
import { inspectGate, inspectPatient, openGate, whyNotOverride } from '../session/gate.ts'
import { beginDosing } from '../session/phases.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Dose, Session } from '../session/types.ts'
import { readWeight, weightOf, withWeight } from '../session/weight.ts'
import type { Instant } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act } from './act.ts'
import { baselineSet } from './baseline.ts'
import { doseEvent, doseQuestion, given, tellWeight, weightSaid } from './dose-events.ts'
import { askAboutDose, askAboutWeight } from './dose-questions.ts'
import { measured, missed } from './due.ts'
import type { EventOf } from './event.ts'
import { gate } from './gate.ts'
import { by, carers, doseMg, lot, minutesAgo, pumpRate, shortText, typedWeight } from './parts.ts'
import { phase } from './phase.ts'

type Told = EventOf<
  | typeof doseQuestion
  | typeof weightSaid
  | typeof gate
  | typeof baselineSet
  | typeof given
  | typeof phase
  | typeof measured
  | typeof missed
>

/**
 * T0: freezes the baseline and records the dose, or the first of several nasal devices; for infusions the pump starts.
 *
 * What the gate finds must be overridden by the prescriber, before or now, except for a simulated or replayed patient, to
 * whom nothing is given; the findings are recorded in either case. A dose off the plan is asked about (`dose-questions.ts`).
 */
export const startDosing = act('startDosing', {
  payload: z.strictObject({
    by,
    /** `mg` and the weight where the preset needs them. */
    mg: doseMg.optional(),
    ...typedWeight,
    lot,
    minutesAgo,
    /** What the pump is set to, in mg/h, where that is not the planned rate. */
    rateMgPerH: pumpRate.optional(),
    /** Why the dose is off the plan; the prescriber's word, when something stands against dosing (no baseline …). */
    reason: shortText.optional(),
    /** Who signs too at 160/100 or more. */
    second: by.optional(),
  }),
  roles: carers,
  oncePerPress: true,
  events: [doseQuestion, weightSaid, gate, baselineSet, given, phase, measured, missed],
  apply(state, payload, { authority, now }) {
    const { session } = state
    const { preset } = session
    const { reason, second, rateMgPerH } = payload
    if (session.t0) return { refused: refusal('dosingStarted') }
    const asking = { do: 'startDosing', by: payload.by, reason }
    const weighing = askAboutWeight(session, payload, asking, authority)
    if ('refused' in weighing) return weighing
    const before = weightOf(session)?.kg
    const weightKg = readWeight(payload) ?? before
    const weighed = weightKg === before ? session : withWeight(session, payload, saidAtDose(payload), now)
    const mg = payload.mg ?? planDose(weighed, weightKg)?.mg ?? null
    if (mg === null)
      return {
        refused: refusal('mgPerKg' in preset.dose ? 'doseOrWeightMissing' : 'doseMissing', {
          kept: preset.label,
        }),
      }
    if (ceilingMg(weighed, weightKg) === null)
      return {
        refused: refusal('weightMissing', { kept: preset.label }),
      }
    const events: Told[] = [...weighing.events]
    const doubts = [
      doubtDose(weighed, mg, weightKg),
      rateMgPerH === undefined ? null : doubtRate(weighed, rateMgPerH, mg, weightKg),
    ]
    for (const doubt of doubts) {
      const asked = askAboutDose(doubt, asking, authority)
      events.push(...asked.events)
      if ('refused' in asked) return { refused: asked.refused, events }
    }
    const at = whenGiven(now, payload.minutesAgo, session)
    const unknown = whyUnknown(session, at, now)
    if (unknown !== null) return { refused: unknown, events }
    const replayed = isReplay(authority)
    const findings = replayed && isPaperless(session) ? inspectPatient(state, at) : inspectGate(state, at)
    const closed =
      replayed || session.simulated || session.replayed ? null : whyClosed(state, payload, at, authority)
    if (closed !== null) return { refused: closed }
    const baseline = baselineAtDose(state, at)
    const first = preset.devices ? preset.devices.mgEach : mg
    const off = doubts[0] && doubts[0].planned !== null ? { plannedMg: doubts[0].planned } : {}
    const dose: Dose = { ...makeDose(weighed, first, weightKg, payload, at, now), ...off }
    const begun: Session = {
      ...weighed,
      ...(baseline ? { baseline } : {}),
      ...(rateMgPerH === undefined ? {} : { pumpRates: [{ mgPerH: rateMgPerH, by: payload.by, at }] }),
      t0: at,
      doses: [dose],
    }
    const dosing = beginDosing(begun, at, payload.by)
    if (weighed !== session) events.push(...tellWeight(weighed, before))
    if (findings.length > 0)
      events.push(gate.of({ findings, by: payload.by, reason: reason ?? null, second }))
    if (baseline && !baseline.setBy) events.push(baselineSet.of({ ...baseline, by: payload.by }))
    const answer = off.plannedMg === undefined && doubts[1] == null ? undefined : reason
    events.push(doseEvent(dose, { minutesAgo: payload.minutesAgo, reason: answer }), dosing.event)
    const alarms: AlarmInput[] = [{ kind: 't0' }, baseline ? baselineInput(baseline) : { kind: 'noBaseline' }]
    if (at !== now) alarms.push({ kind: 't0Moved', t0MonoMs: at.monoMs })
    return { ...withDueFrom(state, endIfComplete(dosing.session, at, events), at, now), alarms }
  },
})

function saidAtDose({
  by,
  weightConfirmed,
}: {
  readonly by: string
  readonly weightConfirmed?: boolean | undefined
}) {
  return { by, source: 'dosing' as const, confirmed: weightConfirmed ? (true as const) : undefined }
}

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
): WhyNot | null {
  const { findings: open } = openGate(state, now)
  if (open.length === 0) return null
  const close = (why: WhyNot) => refusal('gateClosed', { findings: open }, why)
  if (asked.reason !== undefined && hasRole(authority, prescribers)) {
    const refused = whyNotOverride(open, asked.by, asked.second)
    return refused === null ? null : close(refused)
  }
  return close(whyNotOverride(open, asked.by, asked.second ?? '…') ?? refusal('gateNeedsPrescriber'))
}
