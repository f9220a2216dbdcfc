import type { Authored } from '../alarm/types.ts'

export const markKinds = [
  'nausea',
  'dissociation',
  'talking',
  'distressed',
  'moving',
  'sitting',
  'lying',
  'standing',
  'medicine',
  'oxygen',
  'note',
  'vomiting',
  'dizziness',
  'headache',
  'chestPain',
  'palpitations',
  'anxiety',
  'itching',
  /** In a word of the clinic's own: `word`. */
  'own',
] as const
export type MarkKind = (typeof markKinds)[number]

/** Something a person noted, with one press. */
export interface Mark extends Authored {
  readonly id: string
  readonly mark: MarkKind
  /** Of `own`: one of the clinic's set. */
  readonly word?: string
  readonly severity?: 'mild' | 'moderate' | 'severe' | 'none'
  readonly text?: string
  /** The cuff reading that it bears on: a patient who talks, cries or moves reads high (plausibility rules, 8). */
  readonly seq?: number
  readonly withdrawn?: Authored
}

/** What a patient may feel or do, one press each. */
export const symptoms = [
  'nausea',
  'vomiting',
  'dizziness',
  'headache',
  'chestPain',
  'palpitations',
  'anxiety',
  'itching',
] as const satisfies readonly MarkKind[]
/** What a patient did while a cuff measured: said beside the reading, and suppressing nothing. */
export const readingTags = ['talking', 'distressed', 'moving'] as const satisfies readonly MarkKind[]
/** One position at a time holds. */
export const positions = ['sitting', 'lying', 'standing'] as const satisfies readonly MarkKind[]
