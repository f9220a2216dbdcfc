import type { Check } from '../../session/checklist.ts'
import { english } from '../en/index.ts'
import { sayEvidence } from '../evidence.ts'
import { type WhyNot, wordRefusal } from '../refusal.ts'

/** What a person reads; null: nothing was refused. */
export function inEnglish(why: WhyNot | null | undefined): string | null {
  return why == null ? null : wordRefusal(why, english)
}

/** The checklist with its evidence as a person reads it. */
export function checksInEnglish(checks: readonly Check[] | null | undefined): readonly Check[] | null {
  return checks?.map(check => ({ ...check, evidence: sayEvidence(check.evidence, english) })) ?? null
}
