import { omitUndefined } from '../omit-undefined.ts'
import type { Instant } from '../time.ts'
import type { Session, Weight } from './types.ts'

/** A weight so far off the last known one wants a second look: a share of it (field rules, "Doses"; [P]). */
const OFF_SHARE = 0.1
/** Shares are compared with room for the tails of binary fractions. */
const TINY = 1e-9
/** The international pound, exactly. */
const KG_PER_LB = 0.45359237

/** What a weight may be, in kg. */
export const weightRangeKg = { min: 20, max: 350 } as const
/** The same in pounds, whole ones inside. */
export const weightRangeLb = { min: 45, max: 771 } as const

/** Pounds in kg, to a tenth. */
export function kgOfLb(lb: number): number {
  return Math.round(lb * KG_PER_LB * 10) / 10
}

/** By what share a figure is off another: 0.5 for half as much again, and for half. */
export function shareOff(figure: number, known: number): number {
  return Math.abs(figure - known) / known
}

export function isOffBy(share: number, figure: number, known: number): boolean {
  return shareOff(figure, known) >= share - TINY
}

/** Does this weight want a second look beside the last known one? */
export function isWeightOff(kg: number, knownKg: number | undefined): boolean {
  return knownKg !== undefined && isOffBy(OFF_SHARE, kg, knownKg)
}

/** Every weight that was said in this session, oldest first. */
export function weightsOf({ weights, patient, opened }: Session): readonly Weight[] {
  if (weights) return weights
  return patient.weightKg === undefined ? [] : [{ kg: patient.weightKg, source: 'opening', ...opened }]
}

/** The weight that counts, with who said it, when and where; undefined: none was said. */
export function weightOf(session: Session): Weight | undefined {
  return weightsOf(session).at(-1)
}

/** The last known weight of the patient: of this session, or of an earlier one. */
export function knownKg(session: Session): number | undefined {
  return weightOf(session)?.kg ?? session.earlierWeight?.kg
}

/** A weight as it is typed: in kg, or in pounds. */
export interface TypedWeight {
  readonly weightKg?: number | undefined
  readonly weightLb?: number | undefined
}

/** In kg; undefined: none was typed. */
export function readWeight({ weightKg, weightLb }: TypedWeight): number | undefined {
  return weightLb === undefined ? weightKg : kgOfLb(weightLb)
}

/** The session with another weight; what stood there before stays in the list. */
export function withWeight(
  session: Session,
  typed: TypedWeight,
  said: Pick<Weight, 'by' | 'source'> & {
    readonly confirmed?: true | undefined
    readonly reason?: string | undefined
  },
  now: Instant,
): Session {
  const kg = readWeight(typed)
  if (kg === undefined) return session
  const weight: Weight = omitUndefined({ kg, enteredLb: typed.weightLb, ...said, at: now })
  return {
    ...session,
    patient: { ...session.patient, weightKg: kg },
    weights: [...weightsOf(session), weight],
  }
}
