import type { Authored } from '../alarm/types.ts'

/* The parts of the discharge checklist (monitoring protocols, 8.6); `discharge.ts` judges them. */

export const checkIds = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10'] as const
export type CheckId = (typeof checkIds)[number]

export interface Check {
  readonly id: CheckId
  readonly passed: boolean
  /** Figures and words that the judgement rests on. */
  readonly evidence: string
  readonly override?: Authored & { readonly reason: string }
}

export const confirmables = ['escort', 'advice', 'suicideRisk'] as const
/** Escort: the name. Advice: written advice given, no driving until the next day. Suicide risk: yes or no. */
export interface Confirmation extends Authored {
  readonly item: (typeof confirmables)[number]
  readonly text?: string
}

export interface Override extends Authored {
  readonly check: CheckId
  readonly reason: string
}
