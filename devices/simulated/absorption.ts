/** From a dose to what has reached the blood, in closed forms: no milligram is lost to the steps of an integration. */

export type Drug = 'ketamine' | 'esketamine'
/** Into a vein, into a muscle, nasal spray, lozenge or wafer under the tongue. */
export type Route = 'iv' | 'im' | 'in' | 'sl'

export interface Dose {
  readonly drug: Drug
  readonly route: Route
  readonly mg: number
  /** Length of an infusion; without it an intravenous dose is a slow push of one minute. Other routes ignore it. */
  readonly durationMs?: number
}

/** One way into the body: after `lagMin`, spread evenly over `overMin`, then through a first-order step. */
export interface Input {
  /** What gets there in the end, mg. */
  readonly mg: number
  /** Swallowed drug meets the liver first. */
  readonly into: 'blood' | 'liver'
  readonly lagMin: number
  /** 0: all at once. */
  readonly overMin: number
  /** Per minute; null: no first-order step. */
  readonly absorptionPerMin: number | null
}

/** Ketamine's label asks for an intravenous push over 60 s, since a faster one may stop the breathing. */
const PUSH_MIN = 1

/**
 * Intramuscular: 93 % arrives (Clements 1981, Grant 1981); the rate is fitted to a time of peak of 5 to 22 min.
 * Sublingual: 30 % (Rolan 2014: 29 %, Chong 2006: 32 %); rate and lag are fitted to a time of peak near 45 min.
 */
const depots = {
  im: { available: 0.93, lagMin: 0, absorptionPerMin: 0.07 },
  sl: { available: 0.3, lagMin: 4, absorptionPerMin: 0.025 },
} as const

/**
 * Nasal spray (Perez-Ruixo 2021): of the first 28 mg 54 % passes the nose, of later ones 0.62 of that. The rest is
 * swallowed over 0.53 h; 64 % of it passes the wall of the gut.
 */
const nasal = {
  firstMg: 28,
  throughNose: 0.54,
  throughNoseLater: 0.54 * 0.62,
  nosePerMin: 2.93 / 60,
  throughGut: 0.64,
  swallowedOverMin: 0.53 * 60,
  gutPerMin: 1.45 / 60,
} as const

/**
 * The ways a dose takes into the body.
 *
 * @param nasalMgBefore what was sprayed earlier in this session: the nose takes up less of later sprays.
 */
export function planInputs(dose: Dose, nasalMgBefore: number): readonly Input[] {
  const { route, mg } = dose
  const plain = { mg, into: 'blood', lagMin: 0, overMin: 0, absorptionPerMin: null } as const
  if (route === 'iv')
    return [{ ...plain, overMin: dose.durationMs === undefined ? PUSH_MIN : dose.durationMs / 60_000 }]
  if (route === 'in') {
    const firstMg = Math.min(mg, Math.max(0, nasal.firstMg - nasalMgBefore))
    const noseMg = firstMg * nasal.throughNose + (mg - firstMg) * nasal.throughNoseLater
    return [
      { ...plain, mg: noseMg, absorptionPerMin: nasal.nosePerMin },
      {
        mg: (mg - noseMg) * nasal.throughGut,
        into: 'liver',
        lagMin: 0,
        overMin: nasal.swallowedOverMin,
        absorptionPerMin: nasal.gutPerMin,
      },
    ]
  }
  const { available, lagMin, absorptionPerMin } = depots[route]
  return [{ ...plain, mg: mg * available, lagMin, absorptionPerMin }]
}

/** Milligrams of one input that have arrived `minutes` after the dose. */
export function absorbedMg({ mg, lagMin, overMin, absorptionPerMin: rate }: Input, minutes: number): number {
  const t = minutes - lagMin
  if (t <= 0) return 0
  if (rate === null) return overMin > 0 ? mg * Math.min(1, t / overMin) : mg
  if (overMin <= 0) return mg * -Math.expm1(-rate * t)
  if (t <= overMin) return (mg * (t + Math.expm1(-rate * t) / rate)) / overMin
  return mg * (1 - (Math.exp(-rate * (t - overMin)) - Math.exp(-rate * t)) / (rate * overMin))
}

/** The input of an infusion that is stopped `minutes` after its start; others run on, for nothing can stop them. */
export function stopInput(input: Input, minutes: number): Input {
  const { mg, overMin, absorptionPerMin } = input
  if (absorptionPerMin !== null || overMin <= minutes) return input
  return { ...input, mg: (mg * minutes) / overMin, overMin: minutes }
}
