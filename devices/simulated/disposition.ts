/** What the body does with the drug: three compartments, a liver where the source has one, and an effect site. */
export interface Disposition {
  /** Volume of the central compartment, l. */
  readonly centralL: number
  /** Rate constants, per minute. */
  readonly elimination: number
  readonly toShallow: number
  readonly fromShallow: number
  readonly toDeep: number
  readonly fromDeep: number
  readonly toLiver: number
  readonly fromLiver: number
  readonly liverElimination: number
}

/** Amounts in mg; the effect site in mg/l. */
export interface Burden {
  readonly central: number
  readonly shallow: number
  readonly deep: number
  readonly liver: number
  readonly effect: number
}
export const noBurden: Burden = { central: 0, shallow: 0, deep: 0, liver: 0, effect: 0 }

/** Effect site, per minute: fitted to the times at which blood pressure peaks; nobody has measured it. */
const EFFECT_PER_MIN = 0.35
/** Women clear S-ketamine about 20 % faster than men (Sigtermans 2009); the mean of both stays the paper's. */
const clearanceOf = { female: 1.1, male: 0.9 } as const

/**
 * For doses by vein and muscle: Simons 2022 (doi 10.3389/fpain.2022.946486; S-ketamine, 20 healthy adults, arterial
 * samples). Volumes in l and clearances in l/min are for 70 kg and scale with weight^1 and weight^0.75.
 */
export function simonsDisposition(weightKg: number, sex?: 'female' | 'male'): Disposition {
  const size = weightKg / 70
  const flow = size ** 0.75
  const centralL = 11.6 * size
  return {
    centralL,
    elimination: (1.48 * flow * (sex ? clearanceOf[sex] : 1)) / centralL,
    toShallow: (2.43 * flow) / centralL,
    fromShallow: (2.43 * flow) / (39 * size),
    toDeep: (1.21 * flow) / centralL,
    fromDeep: (1.21 * flow) / (174 * size),
    toLiver: 0,
    fromLiver: 0,
    liverElimination: 0,
  }
}

/**
 * For doses through nose and mouth: Perez-Ruixo 2021 (doi 10.1007/s40262-020-00953-4; esketamine, 820 people, venous
 * samples). Neither weight nor sex mattered there; the flow through the liver falls with age over 60.
 */
export function perezRuixoDisposition(ageYears: number): Disposition {
  const centralL = 192
  const liverLPerMin = (151 - 2.19 * Math.max(0, ageYears - 60)) / 60
  return {
    centralL,
    elimination: 0,
    toShallow: 1.405 / centralL,
    fromShallow: 1.405 / 143,
    toDeep: 0.627 / centralL,
    fromDeep: 0.627 / 417,
    toLiver: liverLPerMin / centralL,
    fromLiver: liverLPerMin / 101,
    liverElimination: (1.11 + 2.77) / 60,
  }
}

/** What reaches the body per minute, mg. */
export interface Inflow {
  readonly blood: number
  readonly liver: number
}

/**
 * One step on with an even inflow: a midpoint step. With the fastest constant near 0.44 /min and steps of a second its
 * error is below one part in 100,000.
 */
export function stepBurden(body: Disposition, from: Burden, inflow: Inflow, minutes: number): Burden {
  const middle = move(from, change(body, from, inflow), minutes / 2)
  return move(from, change(body, middle, inflow), minutes)
}

function change(body: Disposition, at: Burden, inflow: Inflow): Burden {
  const shallow = body.toShallow * at.central - body.fromShallow * at.shallow
  const deep = body.toDeep * at.central - body.fromDeep * at.deep
  const liver = body.toLiver * at.central - body.fromLiver * at.liver
  return {
    central: inflow.blood - body.elimination * at.central - shallow - deep - liver,
    shallow,
    deep,
    liver: inflow.liver + liver - body.liverElimination * at.liver,
    effect: EFFECT_PER_MIN * (at.central / body.centralL - at.effect),
  }
}

function move(at: Burden, slope: Burden, minutes: number): Burden {
  return {
    central: at.central + slope.central * minutes,
    shallow: at.shallow + slope.shallow * minutes,
    deep: at.deep + slope.deep * minutes,
    liver: at.liver + slope.liver * minutes,
    effect: at.effect + slope.effect * minutes,
  }
}
