import type { ScaleId } from './scales.ts'
import type { RiskAnswer } from './suicide-risk.ts'

/* What an item of the discharge checklist rests on: figures and codes, worded when somebody reads them (`words/evidence.ts`). */

interface Pressure {
  /** mmHg */
  readonly systolic: number
  readonly diastolic: number
}

export type Evidence =
  | Said<
      | 'unconfirmed'
      | 'notEnded'
      | 'lengthUnsure'
      | 'timeOver'
      | 'allMeasured'
      | 'noPressure'
      | 'onOxygen'
      | 'noSpo2'
      | 'noSedation'
      | 'notRated'
      | 'resolved'
      | 'notUsed'
      | 'noAlarm'
      | 'noEscort'
      | 'riskUnasked'
      | 'unanswered'
    >
  | Said<'minutesLeft' | 'onAir', { readonly min: number }>
  /** What is not there: measurements by their labels, a pressure and ratings of the last 15 min. */
  | Said<
      'missing',
      { readonly due: readonly string[]; readonly pressure: boolean; readonly ratings: readonly ScaleId[] }
    >
  | Said<'pressure' | 'pressureDoubtful' | 'pressureAlone', Pressure>
  | Said<'pressureFalling' | 'pressureNotFalling', Pressure & { readonly baseline: Pressure }>
  /** Lowest of 5 min, %. `heldMin`: sure values are there for so much of it only. `before`: what a single check followed, where that was low. */
  | Said<'lowestSpo2', { readonly lowest: number; readonly heldMin?: number; readonly before?: number }>
  | Said<'sedation' | 'rated', { readonly total: number }>
  | Said<'scores', { readonly totals: readonly { readonly scale: ScaleId; readonly total: number }[] }>
  | Said<'alarms', { readonly active: number; readonly waiting: number }>
  | Said<'escort' | 'escortUnadvised', { readonly name: string }>
  /** Words that do not tell which answer they are. */
  | Said<'riskUnclear', { readonly text: string; readonly by: string }>
  /** `before`: answered before the drug was given. */
  | Said<
      'risk',
      { readonly answer: RiskAnswer; readonly said?: string; readonly by: string; readonly before?: true }
    >
  /** What a pseudonymised report leaves of it. */
  | Said<'riskAnswer', { readonly answer: RiskAnswer }>
  | Said<'yes' | 'no', { readonly by: string }>

type Said<Code extends string, Values = undefined> = Code extends string
  ? Values extends undefined
    ? { readonly code: Code }
    : { readonly code: Code; readonly values: Values }
  : never

/** As a session keeps it: earlier versions kept their English sentence, which stays as it was said. */
export type KeptEvidence = Evidence | string
