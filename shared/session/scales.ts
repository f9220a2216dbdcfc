import type { Authored } from '../alarm/types.ts'

/*
 * Recovery and sedation scales as data (monitoring protocols, section 5). A form, the record and the report read scores and
 * ranges from here, names and answers from the catalogue of words. CADSS items are asked from the licensed questionnaire: only their numbers stand here.
 */

export const scaleIds = ['moaas', 'rass', 'dissociation', 'aldrete', 'padss', 'cadss6', 'cadss'] as const
export type ScaleId = (typeof scaleIds)[number]

export interface Scale {
  /** The scores of each item, highest or best first, as printed on the published forms; what they say is in `words/en/scales.ts`. */
  readonly items: readonly (readonly number[])[]
  readonly source: string
}

/** One rating of the patient by a person. */
export interface ScaleEntry extends Authored {
  readonly id: string
  readonly scale: ScaleId
  /** One score for each item, in the order of the scale. */
  readonly answers: readonly number[]
  /** Their sum; the score itself for scales of one item. */
  readonly total: number
}

/** MOAA/S at or below this is an emergency (alarm standard, section 2). */
export const DEEP_SEDATION_MOAAS = 2

const graded = [2, 1, 0] as const
const five = [graded, graded, graded, graded, graded] as const
const cadssItem = [0, 1, 2, 3, 4] as const

export const scales: Readonly<Record<ScaleId, Scale>> = {
  moaas: {
    items: [[5, 4, 3, 2, 1, 0]],
    source: 'Modified Observer’s Assessment of Alertness/Sedation (Chernik 1990)',
  },
  rass: {
    items: [[4, 3, 2, 1, 0, -1, -2, -3, -4, -5]],
    source: 'Richmond Agitation-Sedation Scale (Sessler 2002)',
  },
  dissociation: { items: [[0, 1, 2, 3]], source: 'Clinician’s rating, 0 to 3 (project choice)' },
  aldrete: { items: five, source: 'Aldrete 1995; leave phase 1 at 9 or more of 10' },
  padss: { items: five, source: 'Marshall and Chung 1999; home at 9 or more of 10' },
  cadss6: {
    items: Array.from({ length: 6 }, () => cadssItem),
    source: 'Rodrigues 2021; tracks the full score, not validated',
  },
  cadss: {
    items: Array.from({ length: 23 }, () => cadssItem),
    source: 'Clinician-Administered Dissociative States Scale, 23 items, 0 to 92',
  },
}

/** The newest rating on this scale. */
export function lastRating(entries: readonly ScaleEntry[], id: ScaleId): ScaleEntry | undefined {
  return entries.findLast(entry => entry.scale === id)
}
