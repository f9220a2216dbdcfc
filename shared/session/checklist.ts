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

/** Where each item comes from (monitoring protocols, 8.6). All are required: a clinic adds to them and leaves none out. */
export const checkSources: Readonly<Record<CheckId, string>> = {
  D1: 'REMS: at least 2 h after esketamine; for other routes a project proposal, as the preset says',
  D2: 'Project proposal; the REMS monitoring form asks for a blood pressure before completion',
  D3: 'Project proposal: at most 140/90, or within 20 % of the baseline and not rising',
  D4: 'Project proposal: 94 % on room air, or at most 2 below the baseline, over 5 min',
  D5: 'US esketamine label and REMS: watched until sedation has resolved; MOAA/S 5 is a project proposal',
  D6: 'US esketamine label and REMS: watched until dissociation has resolved',
  D7: 'Project proposal: modified Aldrete and PADSS of 9 or more, where they are used',
  D8: 'Project proposal: no alarm of the patient is active, and none waits for an answer',
  D9: 'Project proposal: an escort, written advice, no driving until the next day',
  D10: 'Project proposal: asked of every patient, and answered with one of three',
}

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
