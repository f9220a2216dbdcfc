import type { Authored } from '../alarm/types.ts'
import { citations } from '../citations.ts'

/*
 * Recovery and sedation scales as data (monitoring protocols, section 5). A form, the record and the report read scores and
 * ranges from here, names, answers and where it comes from out of the catalogue of words. CADSS items are asked from the licensed questionnaire: only their numbers stand here.
 */

export const scaleIds = ['moaas', 'rass', 'dissociation', 'aldrete', 'padss', 'cadss6', 'cadss'] as const
export type ScaleId = (typeof scaleIds)[number]

export interface Scale {
  /** The scores of each item, highest or best first, as printed on the published forms; what they say is in `words/en/scales.ts`. */
  readonly items: readonly (readonly number[])[]
  /** Absent where it is none of one publication. */
  readonly citation?: string
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
    citation: citations.chernik,
  },
  rass: {
    items: [[4, 3, 2, 1, 0, -1, -2, -3, -4, -5]],
    citation: citations.sessler,
  },
  dissociation: { items: [[0, 1, 2, 3]] },
  aldrete: { items: five, citation: citations.aldrete },
  padss: { items: five, citation: citations.marshall },
  cadss6: {
    items: Array.from({ length: 6 }, () => cadssItem),
    citation: citations.rodrigues,
  },
  cadss: {
    items: Array.from({ length: 23 }, () => cadssItem),
  },
}

/** The newest rating on this scale. */
export function lastRating(entries: readonly ScaleEntry[], id: ScaleId): ScaleEntry | undefined {
  return entries.findLast(entry => entry.scale === id)
}
