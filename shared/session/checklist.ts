import type { Authored } from '../alarm/types.ts'
import type { Instant } from '../time.ts'
import type { KeptEvidence } from './evidence.ts'
import type { Shortcomings } from './shortcomings.ts'
import type { RiskAnswer } from './suicide-risk.ts'

/* The parts of the discharge checklist (monitoring protocols, 8.6); `discharge.ts` judges them. */

export const checkIds = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10'] as const
export type CheckId = (typeof checkIds)[number]

/** What a clinic asks for besides (`clinic-set/`): its own questions, answered with yes or no. */
export const ownCheckIds = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'] as const
export type OwnCheckId = (typeof ownCheckIds)[number]

interface Judgement {
  readonly passed: boolean
  /** What the judgement rests on. */
  readonly evidence: KeptEvidence
  readonly override?: Authored & { readonly reason: string }
}

export interface RequiredCheck extends Judgement {
  readonly id: CheckId
  /** Of D10; absent where nobody has answered, and in checklists that earlier versions kept. */
  readonly answer?: RiskAnswer
}

export interface OwnCheck extends Judgement {
  readonly id: OwnCheckId
  /** What the clinic asks. */
  readonly text: string
}

export type Check = RequiredCheck | OwnCheck

export const confirmables = ['escort', 'advice', 'suicideRisk'] as const
/** Escort: the name. Advice: written advice given, no driving until the next day. Suicide risk: its answer, and words. */
export interface Confirmation extends Authored {
  readonly item: (typeof confirmables)[number]
  /** Of the suicide-risk check; absent in records of earlier versions, whose words are read instead (`suicide-risk.ts`). */
  readonly answer?: RiskAnswer
  readonly text?: string
}

export interface Override extends Authored {
  readonly check: CheckId | OwnCheckId
  readonly reason: string
  /** What was wrong with the item then; absent in what earlier versions kept. */
  readonly weighed?: Shortcomings
  /** Since when it covers its item no longer: something was worse, or another. */
  readonly ended?: Instant
}

/** A person's answer to a question of the clinic's own; the newest holds. */
export interface OwnAnswer extends Authored {
  readonly id: OwnCheckId
  readonly text: string
  readonly met: boolean
}
