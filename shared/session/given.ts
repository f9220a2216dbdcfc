import type { Dose } from './types.ts'

/** What the patient got of a dose, in mg: of an infusion that was ended early, its part. */
export function givenMg({ mg, givenMg: part }: Pick<Dose, 'mg' | 'givenMg'>): number {
  return part ?? mg
}

/** Of several doses, in mg, without the tails of binary fractions. */
export function givenInAll(doses: readonly Pick<Dose, 'mg' | 'givenMg'>[]): number {
  return Math.round(doses.reduce((sum, dose) => sum + givenMg(dose), 0) * 100) / 100
}
