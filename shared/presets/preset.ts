import type { LimitTable } from '../limits.ts'
import type { Drug, Route } from '../session/types.ts'

/** `required` by label or REMS, or needed for the report; `recommended` by the preset. */
export type DueClass = 'required' | 'recommended'

/** A measurement that the session asks for. Times count from the anchor, in minutes. */
export interface DueRule {
  readonly id: string
  readonly label: string
  readonly class: DueClass
  readonly anchor: 't0' | 'end'
  readonly targetMin: number
  readonly fromMin: number
  readonly toMin: number
  /** Asked again every so many minutes for as long as the drug is being given. */
  readonly everyMinWhileDosing?: number
}

/** A treatment as data: a preset never holds code. */
export interface Preset {
  readonly id: string
  /** Changes whenever any figure does; sessions keep it. */
  readonly version: string
  readonly label: string
  readonly drug: Drug
  readonly route: Route
  /** Fixed dose in mg, or mg per kg of body weight. */
  readonly dose: { readonly mg: number } | { readonly mgPerKg: number }
  /** Nasal devices given one after the other, with the rest between them in minutes. */
  readonly devices?: { readonly count: number; readonly mgEach: number; readonly restMin: number }
  /** Planned infusion time in minutes. */
  readonly infusionMin?: number
  /** What the phases DOSING and OBSERVATION are called for this route. */
  readonly phaseNames: { readonly dosing: string; readonly observation: string }
  /** Minutes from the end of dosing to the discharge assessment, and to the earliest discharge. */
  readonly assessmentAfterMin: number
  readonly dischargeAfterMin: number
  readonly due: readonly DueRule[]
  readonly limits: LimitTable
  /** Where the figures come from. */
  readonly source: string
}
