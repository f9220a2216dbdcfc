import type { Authored } from '../alarm/types.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'

/*
 * Recovery and sedation scales as data (monitoring protocols, section 5). A form, the record and the report read names,
 * answers and ranges from here. CADSS items are asked from the licensed questionnaire: only their numbers stand here.
 */

export const scaleIds = ['moaas', 'rass', 'dissociation', 'aldrete', 'padss', 'cadss6', 'cadss'] as const
export type ScaleId = (typeof scaleIds)[number]

export interface ScaleItem {
  readonly label: string
  /** Highest or best first, as printed on the published forms. */
  readonly answers: readonly { readonly score: number; readonly label: string }[]
}

export interface Scale {
  readonly label: string
  readonly items: readonly ScaleItem[]
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

const single = (label: string, answers: readonly (readonly [number, string])[]): ScaleItem => ({
  label,
  answers: answers.map(([score, words]) => ({ score, label: words })),
})
const graded = (label: string, two: string, one: string, none: string): ScaleItem =>
  single(label, [
    [2, two],
    [1, one],
    [0, none],
  ])
const cadssItem = (number: number): ScaleItem =>
  single(`CADSS item ${number}`, [
    [0, 'not at all'],
    [1, 'mild'],
    [2, 'moderate'],
    [3, 'severe'],
    [4, 'extreme'],
  ])

export const scales: Readonly<Record<ScaleId, Scale>> = {
  moaas: {
    label: 'MOAA/S',
    items: [
      single('Responds', [
        [5, 'readily to name in normal voice'],
        [4, 'lethargic to name in normal voice'],
        [3, 'only to loud or repeated name'],
        [2, 'only to mild prodding or shaking'],
        [1, 'only to painful trapezius squeeze'],
        [0, 'not even to painful trapezius squeeze'],
      ]),
    ],
    source: 'Modified Observer’s Assessment of Alertness/Sedation (Chernik 1990)',
  },
  rass: {
    label: 'RASS',
    items: [
      single('Agitation and sedation', [
        [4, 'combative'],
        [3, 'very agitated'],
        [2, 'agitated'],
        [1, 'restless'],
        [0, 'alert and calm'],
        [-1, 'drowsy: eye contact over 10 s to voice'],
        [-2, 'light sedation: eye contact under 10 s to voice'],
        [-3, 'moderate: moves to voice, no eye contact'],
        [-4, 'deep: moves to touch only'],
        [-5, 'unarousable'],
      ]),
    ],
    source: 'Richmond Agitation-Sedation Scale (Sessler 2002)',
  },
  dissociation: {
    label: 'Dissociation',
    items: [
      single('Clinician’s rating', [
        [0, 'none, or resolved'],
        [1, 'mild'],
        [2, 'moderate'],
        [3, 'severe'],
      ]),
    ],
    source: 'Clinician’s rating, 0 to 3 (project choice)',
  },
  aldrete: {
    label: 'Modified Aldrete',
    items: [
      graded('Activity', 'moves four limbs', 'moves two limbs', 'moves none'),
      graded('Respiration', 'deep breath and cough', 'dyspnoea or limited breathing', 'apnoea'),
      graded('Circulation', 'BP within 20 % of pre-drug', 'BP 20 to 49 % off', 'BP 50 % or more off'),
      graded('Consciousness', 'fully awake', 'wakes on calling', 'no response'),
      graded(
        'SpO2',
        'above 92 % on room air',
        'needs oxygen to stay above 90 %',
        'below 90 % despite oxygen',
      ),
    ],
    source: 'Aldrete 1995; leave phase 1 at 9 or more of 10',
  },
  padss: {
    label: 'Modified PADSS',
    items: [
      graded('Vital signs', 'within 20 % of pre-drug', '20 to 40 % off', 'more than 40 % off'),
      graded('Activity', 'steady gait, no dizziness', 'needs help', 'cannot walk'),
      graded('Nausea, vomiting', 'minimal', 'moderate, treated', 'severe, persists'),
      graded('Pain', 'minimal, or oral relief', 'moderate', 'severe'),
      graded('Surgical bleeding (none here: 2)', 'minimal', 'moderate', 'severe'),
    ],
    source: 'Marshall and Chung 1999; home at 9 or more of 10',
  },
  cadss6: {
    label: 'CADSS-6',
    items: [1, 2, 6, 7, 15, 22].map(cadssItem),
    source: 'Rodrigues 2021; tracks the full score, not validated',
  },
  cadss: {
    label: 'CADSS',
    items: Array.from({ length: 23 }, (_, index) => cadssItem(index + 1)),
    source: 'Clinician-Administered Dissociative States Scale, 23 items, 0 to 92',
  },
}

/** The total of these answers, or one sentence why they are none of this scale. */
export function scoreScale(
  id: ScaleId,
  answers: readonly number[],
): { readonly total: number } | { readonly wrong: WhyNot } {
  const { label, items } = scales[id]
  if (answers.length !== items.length) return { wrong: refusal('scaleItems', label, items.length) }
  const odd = items.find((item, index) => !item.answers.some(({ score }) => score === answers[index]))
  if (odd) return { wrong: refusal('scaleAnswer', label, odd.label) }
  return { total: answers.reduce((sum, score) => sum + score, 0) }
}

/** The newest rating on this scale. */
export function lastRating(entries: readonly ScaleEntry[], id: ScaleId): ScaleEntry | undefined {
  return entries.findLast(entry => entry.scale === id)
}
