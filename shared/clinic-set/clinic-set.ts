import type { AlarmId } from '../alarm/ids.ts'
import type { Difference } from '../presets/preset.ts'
import type { OwnCheckId } from '../session/checklist.ts'

/*
 * What a clinic says in its own words: marks, what to do at an alarm, and what it asks for before discharge beside what is
 * always required. The medical director writes and approves it as a preset is approved. It can add and reword; it can take
 * nothing away.
 */

/** How many marks and criteria of its own a clinic may have; project decisions: both must fit on one sheet. */
export const MOST_MARKS = 20
export const MOST_CRITERIA = 10
/** Letters of one: a mark is a button, a criterion a line, a guidance stands beside an alarm's name. */
export const MOST_LETTERS = { mark: 40, criterion: 80, guidance: 80 } as const

/** A question of the clinic's own before discharge, to be answered with yes or no. */
export interface OwnCriterion {
  readonly id: OwnCheckId
  readonly text: string
}

/** The words themselves. What a field does not name is said as Vigil ships it. */
export interface ClinicWords {
  readonly marks: readonly string[]
  /** What to do, by alarm. */
  readonly guidance: Readonly<Partial<Record<AlarmId, string>>>
  /** When to stop an infusion, by alarm. */
  readonly stopInfusion: Readonly<Partial<Record<AlarmId, string>>>
  /** The written advice that goes home with the patient (D9). */
  readonly advice?: string
  readonly criteria: readonly OwnCriterion[]
}

/** One version of them. A session keeps the one that it was opened under, whole. */
export interface ClinicSet extends ClinicWords {
  readonly version: string
  /** Who stands for it, since when, and how it differed then from what ships. */
  readonly approved?: {
    readonly by: string
    readonly wallMs: number
    readonly differs: readonly Difference[]
  }
}

/** As Vigil ships: the clinic has added nothing and reworded nothing. */
export const shippedWords: ClinicWords = { marks: [], guidance: {}, stopInfusion: {}, criteria: [] }
