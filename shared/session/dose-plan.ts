import { assertNever } from '../assert-never.ts'
import { ceilingOf } from '../presets/ceiling.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { plannedMg, roundMg } from './dosing.ts'
import { givenInAll } from './given.ts'
import type { Dose, PlannedDose, Session } from './types.ts'
import { isOffBy, shareOff, weightsOf } from './weight.ts'

/* What is planned to be given, and what is asked of whoever gives something else (field rules, "Doses"; [P]). */

/** The time of a dose may be off the press that recorded it by so many minutes (field rules, "Doses": 0 to 60); further off it is another dose. */
export const DOSE_MOVES_MIN = 60
/** Off the plan by this share or more: a reason is wanted. */
const OFF_SHARE = 0.1
/** By this share or more: a prescriber's word. */
const FAR_OFF_SHARE = 0.5

/** What is to be given next, in mg. */
export interface DosePlan {
  readonly mg: number
  /**
   * prescriber: said for this patient; preset: by the preset, and the weight where it doses by weight; firstDose: a further dose
   * is held against the first one, and only more than that is off.
   */
  readonly from: 'prescriber' | 'preset' | 'firstDose'
}

/** The plan of the next dose; null: the prescriber has to say it, or the weight is missing. */
export function planDose(session: Session, weightKg: number | undefined): DosePlan | null {
  const { preset, doses, simulated } = session
  const first = doses[0]
  if (preset.devices && first) return { mg: preset.devices.mgEach, from: 'preset' }
  if (first) return { mg: first.mg, from: 'firstDose' }
  const said = saidPlan(session)
  if (said && !isOfOtherWeight(session, said, weightKg)) return { mg: said.mg, from: 'prescriber' }
  const mg = plannedMg(preset, weightKg, simulated)
  return mg === null ? null : { mg, from: 'preset' }
}

/** The prescriber's plan that holds no longer: it was said for a weight that is 10 % or more off this one; null: there is none. */
export function droppedPlan(session: Session, weightKg: number | undefined): PlannedDose | null {
  const said = saidPlan(session)
  return said && isOfOtherWeight(session, said, weightKg) ? said : null
}

function saidPlan({ plannedDoses = [] }: Session): PlannedDose | undefined {
  return plannedDoses.at(-1)
}

function isOfOtherWeight(session: Session, { at }: PlannedDose, weightKg: number | undefined): boolean {
  const then = weightsOf(session).findLast(weight => weight.at.monoMs <= at.monoMs)
  return then !== undefined && weightKg !== undefined && isOffBy(OFF_SHARE, weightKg, then.kg)
}

/** The most that may be given in this session, in mg; null: that needs the weight. */
export function ceilingMg({ preset }: Pick<Session, 'preset'>, weightKg: number | undefined): number | null {
  const ceiling = ceilingOf(preset)
  if ('mg' in ceiling) return ceiling.mg
  return weightKg === undefined ? null : roundMg(ceiling.mgPerKg * weightKg)
}

/** The planned rate of an infusion, in mg/h; null: it is none. */
export function plannedRate({ preset }: Pick<Session, 'preset'>, mg: number): number | null {
  return preset.infusionMin === undefined ? null : roundMg((mg / preset.infusionMin) * 60)
}

/** What speaks against a dose: `askReason` wants a reason, `askPrescriber` a prescriber's, `refuse` cannot be given. */
export interface DoseDoubt {
  readonly about: 'dose' | 'rate' | 'ceiling'
  readonly step: 'askReason' | 'askPrescriber' | 'refuse'
  /** mg; of a rate mg/h. */
  readonly figure: number
  readonly planned: number | null
  /** In mg; of a rate in mg/h. */
  readonly ceiling: number | null
  /** What else is given in this session, in mg: earlier, or later where a dose before it is put right. */
  readonly before: number
}

/**
 * Looks at a dose before it is recorded; null: nothing speaks against it.
 *
 * @param session with the doses before it
 * @param besides every other dose of the session: where one is put right, those after it too
 */
export function doubtDose(
  session: Session,
  mg: number,
  weightKg: number | undefined,
  besides: readonly Dose[] = session.doses,
): DoseDoubt | null {
  const plan = planDose(session, weightKg)
  const ceiling = ceilingMg(session, weightKg)
  const before = givenInAll(besides)
  const figures = { figure: mg, planned: plan?.mg ?? null, ceiling, before }
  if (ceiling !== null && before + mg > ceiling + 1e-9)
    return { about: 'ceiling', step: 'refuse', ...figures }
  // Without a figure of the preset's, nothing but the dropped plan says what it is to be.
  if (plan === null && droppedPlan(session, weightKg))
    return { about: 'dose', step: 'askPrescriber', ...figures }
  if (plan === null || (plan.from === 'firstDose' && mg <= plan.mg)) return null
  const step = stepOf(mg, plan.mg)
  return step === null ? null : { about: 'dose', step, ...figures }
}

/** Looks at the rate that a pump is set to, in mg/h: the plan's own, and never faster than the ceiling in the planned time. */
export function doubtRate(
  session: Session,
  mgPerH: number,
  mg: number,
  weightKg: number | undefined,
): DoseDoubt | null {
  const planned = plannedRate(session, mg)
  if (planned === null) return null
  const most = ceilingMg(session, weightKg)
  const ceiling = most === null ? null : plannedRate(session, most)
  const figures = { figure: mgPerH, planned, ceiling, before: 0 }
  if (ceiling !== null && mgPerH > ceiling + 1e-9) return { about: 'rate', step: 'refuse', ...figures }
  const step = stepOf(mgPerH, planned)
  return step === null ? null : { about: 'rate', step, ...figures }
}

function stepOf(figure: number, planned: number): 'askReason' | 'askPrescriber' | null {
  if (isOffBy(FAR_OFF_SHARE, figure, planned)) return 'askPrescriber'
  return isOffBy(OFF_SHARE, figure, planned) ? 'askReason' : null
}

/** Why it may not be given so, in one sentence for whoever gives it. */
export function sayDoubt({ about, step, figure, planned, ceiling, before }: DoseDoubt): WhyNot {
  const unit = about === 'rate' ? 'mg/h' : 'mg'
  switch (step) {
    case 'refuse':
      return refusal('doseOverCeiling', figure, unit, before, ceiling, planned)
    case 'askPrescriber':
      if (planned === null) return refusal('doseWithoutPlan', figure, unit)
      return refusal('doseFarOffPlan', figure, unit, percentOff(figure, planned), planned)
    case 'askReason':
      return refusal('doseOffPlan', figure, unit, percentOff(figure, planned), planned)
    default:
      return assertNever(step)
  }
}

function percentOff(figure: number, planned: number | null): number {
  return planned === null ? 0 : Math.round(shareOff(figure, planned) * 100)
}
