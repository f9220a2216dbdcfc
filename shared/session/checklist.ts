import type { Authored } from '../alarm/types.ts'
import type { RiskAnswer } from './suicide-risk.ts'

/* The parts of the discharge checklist (monitoring protocols, 8.6); `discharge.ts` judges them. */

export const checkIds = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10'] as const
export type CheckId = (typeof checkIds)[number]

export interface Check {
  readonly id: CheckId
  readonly passed: boolean
  /** Figures and words that the judgement rests on. */
  readonly evidence: string
  /** Of D10; absent where nobody has answered, and in checklists that earlier versions kept. */
  readonly answer?: RiskAnswer
  readonly override?: Authored & { readonly reason: string }
}

export const confirmables = ['escort', 'advice', 'suicideRisk'] as const
/** Escort: the name. Advice: written advice given, no driving until the next day. Suicide risk: its answer, and words. */
export interface Confirmation extends Authored {
  readonly item: (typeof confirmables)[number]
  /** Of the suicide-risk check; absent in records of earlier versions, whose words are read instead (`suicide-risk.ts`). */
  readonly answer?: RiskAnswer
  readonly text?: string
}

export interface Override extends Authored {
  readonly check: CheckId
  readonly reason: string
}
