import type { ScaleId } from '../../session/scales.ts'
import { say } from './say.ts'

/** A question of a scale, and its answers in the order of its scores. */
const item = (label: string, ...answers: readonly string[]) => ({ label, answers })

/** Where a scale comes from, with the publication that has it. */
const from = (source: (citation: string) => string) => source

const cadssItem = (number: number) =>
  item(`CADSS item ${number}`, 'not at all', 'mild', 'moderate', 'severe', 'extreme')

/** Recovery and sedation scales, as their published forms say them. */
export const scaleWords = {
  moaas: {
    label: 'MOAA/S',
    source: from(say('Modified Observer’s Assessment of Alertness/Sedation ({citation})', 'citation')),
    items: [
      item(
        'Responds',
        'readily to name in normal voice',
        'lethargic to name in normal voice',
        'only to loud or repeated name',
        'only to mild prodding or shaking',
        'only to painful trapezius squeeze',
        'not even to painful trapezius squeeze',
      ),
    ],
  },
  rass: {
    label: 'RASS',
    source: from(say('Richmond Agitation-Sedation Scale ({citation})', 'citation')),
    items: [
      item(
        'Agitation and sedation',
        'combative',
        'very agitated',
        'agitated',
        'restless',
        'alert and calm',
        'drowsy: eye contact over 10 s to voice',
        'light sedation: eye contact under 10 s to voice',
        'moderate: moves to voice, no eye contact',
        'deep: moves to touch only',
        'unarousable',
      ),
    ],
  },
  dissociation: {
    label: 'Dissociation',
    source: from(say('Clinician’s rating, 0 to 3 (project choice)')),
    items: [item('Clinician’s rating', 'none, or resolved', 'mild', 'moderate', 'severe')],
  },
  aldrete: {
    label: 'Modified Aldrete',
    source: from(say('{citation}; leave phase 1 at 9 or more of 10', 'citation')),
    items: [
      item('Activity', 'moves four limbs', 'moves two limbs', 'moves none'),
      item('Respiration', 'deep breath and cough', 'dyspnoea or limited breathing', 'apnoea'),
      item('Circulation', 'BP within 20 % of pre-drug', 'BP 20 to 49 % off', 'BP 50 % or more off'),
      item('Consciousness', 'fully awake', 'wakes on calling', 'no response'),
      item('SpO2', 'above 92 % on room air', 'needs oxygen to stay above 90 %', 'below 90 % despite oxygen'),
    ],
  },
  padss: {
    label: 'Modified PADSS',
    source: from(say('{citation}; home at 9 or more of 10', 'citation')),
    items: [
      item('Vital signs', 'within 20 % of pre-drug', '20 to 40 % off', 'more than 40 % off'),
      item('Activity', 'steady gait, no dizziness', 'needs help', 'cannot walk'),
      item('Nausea, vomiting', 'minimal', 'moderate, treated', 'severe, persists'),
      item('Pain', 'minimal, or oral relief', 'moderate', 'severe'),
      item('Surgical bleeding (none here: 2)', 'minimal', 'moderate', 'severe'),
    ],
  },
  cadss6: {
    label: 'CADSS-6',
    source: from(say('{citation}; tracks the full score, not validated', 'citation')),
    items: [1, 2, 6, 7, 15, 22].map(cadssItem),
  },
  cadss: {
    label: 'CADSS',
    source: from(say('Clinician-Administered Dissociative States Scale, 23 items, 0 to 92')),
    items: Array.from({ length: 23 }, (_, index) => cadssItem(index + 1)),
  },
} satisfies Record<
  ScaleId,
  {
    readonly label: string
    readonly source: (citation: string) => string
    readonly items: readonly ReturnType<typeof item>[]
  }
>
