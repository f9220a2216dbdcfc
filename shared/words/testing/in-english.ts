import { english } from '../en/index.ts'
import { type WhyNot, wordRefusal } from '../refusal.ts'

/** What a person reads; null: nothing was refused. */
export function inEnglish(why: WhyNot | null | undefined): string | null {
  return why == null ? null : wordRefusal(why, english)
}
