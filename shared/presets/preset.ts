import type { LimitAlarmId, Priority, TrendAlarmId } from '../alarm/ids.ts'
import type { LimitTable } from '../limits.ts'
import type { ScaleId } from '../session/scales.ts'

export const drugs = ['ketamine', 'esketamine'] as const
export type Drug = (typeof drugs)[number]
export const routes = ['nasal', 'iv', 'im', 'sublingual', 'subcutaneous'] as const
export type Route = (typeof routes)[number]

/** `required` by label or REMS, or needed for the report; `recommended` by the preset. */
export type DueClass = 'required' | 'recommended'

/**
 * A measurement that the session asks for. Times count from the anchor, in minutes: T0, the newest dose (a booster begins
 * the list anew), or the end of dosing.
 */
export interface DueRule {
  readonly id: string
  readonly label: string
  readonly class: DueClass
  readonly anchor: 't0' | 'dose' | 'end'
  readonly targetMin: number
  readonly fromMin: number
  readonly toMin: number
  /** What the patient is to be rated on within the window; absent: blood pressure is to be measured. */
  readonly ratings?: readonly ScaleId[]
  /** Asked again every so many minutes for as long as the drug is being given. */
  readonly everyMinWhileDosing?: number
  /** Asked again every so many minutes until the session is closed. */
  readonly everyMin?: number
}

/** The parts of a session for which a preset may have limits of its own. */
export const limitPhases = ['beforeT0', 'dosing', 'recovery'] as const
export type LimitPhase = (typeof limitPhases)[number]

/** Limits of one part of the session, by alarm and level; what is not named stands as in `limits`. Delays stay. */
export type PhaseLimits = Readonly<Partial<Record<LimitAlarmId, Readonly<Partial<Record<Priority, number>>>>>>

/** The most that a patient is given in one session, all doses together: mg, or mg per kg of body weight. */
export type Ceiling = { readonly mg: number } | { readonly mgPerKg: number }

/** A treatment as data: a preset never holds code. */
export interface Preset {
  readonly id: string
  /** Changes whenever any figure does; sessions keep it. */
  readonly version: string
  readonly label: string
  readonly drug: Drug
  readonly route: Route
  /**
   * Fixed dose in mg; mg per kg of body weight; or what the prescriber says for this patient, with what a simulated one
   * gets.
   */
  readonly dose: { readonly mg: number } | { readonly mgPerKg: number } | { readonly simulatedMg: number }
  /** What a session never goes over; absent in presets of before there was one: `ceilingOf`. */
  readonly ceiling?: Ceiling
  /** Nasal devices given one after the other, with the rest between them in minutes. */
  readonly devices?: { readonly count: number; readonly mgEach: number; readonly restMin: number }
  /** Planned infusion time in minutes. */
  readonly infusionMin?: number
  /** How long a lozenge is held in the mouth, in minutes; dosing ends when it is spat out or swallowed. */
  readonly holdMin?: number
  /** Further doses may follow the first: each begins the list of measurements anew. */
  readonly boosters?: true
  /** What the phases DOSING and OBSERVATION are called for this route. */
  readonly phaseNames: { readonly dosing: string; readonly observation: string }
  /** What discharge counts from. */
  readonly dischargeFrom: 't0' | 'end'
  /** Minutes from there to the discharge assessment, and to the earliest discharge. */
  readonly assessmentAfterMin: number
  readonly dischargeAfterMin: number
  readonly due: readonly DueRule[]
  readonly limits: LimitTable
  readonly phaseLimits?: Readonly<Partial<Record<LimitPhase, PhaseLimits>>>
  /** The trend alarms that are on; absent: none. */
  readonly trendAlarms?: readonly TrendAlarmId[]
  /** Where the figures come from, in one sentence. */
  readonly source: string
  /** Where each figure comes from, by its path: see `figuresOf`. Empty in sessions of before there was such a list. */
  readonly sources: Readonly<Record<string, string>>
  /** Figures, by their paths, that the medical director has still to settle: none may be left when it is approved. */
  readonly toComplete?: readonly string[]
  /** Only in a preset of the clinic. */
  readonly clinic?: ClinicMark
}

/** Where a clinic's own preset comes from, and who stands for it. A session keeps it with the preset. */
export interface ClinicMark {
  /** The shipped preset from which it was made. */
  readonly basedOn: { readonly id: string; readonly version: string }
  /** Who approved this version, when, and how it differed from the shipped preset then. */
  readonly approved?: {
    readonly by: string
    readonly wallMs: number
    readonly differs: readonly Difference[]
  }
}

/** One figure that differs between two presets, in words; null: there is none. */
export interface Difference {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}
