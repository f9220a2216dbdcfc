import { z } from 'zod'
import { complaint } from './words/complaints.ts'

/*
 * What people type ends in files that other programs open. A spreadsheet takes some texts for formulas; control characters
 * and marks that turn the direction of writing make one text look like another.
 */

/** Full-width forms of = + - @ too: spreadsheets read them alike. What cannot be seen before them does not count. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

/** Would a spreadsheet take this text for a formula? */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text)
}

/** Does it hold control characters, or marks that turn the direction of writing? */
export function hasControls(text: string): boolean {
  return UNSEEN.test(text)
}

/** The name of a person, initials, a record number: what stands in a cell of its own and is compared letter by letter. */
export function isPlainName(text: string): boolean {
  return !looksLikeFormula(text) && !hasControls(text)
}

/** Of what is no such name: the rule, when it is told. */
export const nameRule = { error: () => complaint.texts.nameRule }

/** Control characters, but for those of several lines of text; and halves of characters. As for session files (`session-file/shape.ts`). */
const FORBIDDEN = /(?![\t\n])\p{Cc}/u
const MOST_DEPTH = 20

/** Why some text in this cannot be kept and read again, in one sentence; null: all of it can. What is typed here leaves in files. */
export function whyNotText(value: unknown, depth = 0): string | null {
  if (depth > MOST_DEPTH) return complaint.texts.nestedRequest
  if (typeof value === 'string')
    return FORBIDDEN.test(value) || !value.isWellFormed() ? complaint.texts.controlsOrHalves : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const why = whyNotText(key, depth + 1) ?? whyNotText(item, depth + 1)
    if (why !== null) return why
  }
  return null
}

/** Of what is no line of plain words: the rule, when it is told. */
export const lineRule = { error: () => complaint.texts.lineRule }

/** One line of any words as a person types it, `least` to `most` characters: what a session file has as a label. */
export function typedLine(least: number, most: number) {
  return z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine(text => !hasControls(text), lineRule)
}

/** A name as a person types it, at most `most` characters. */
export function typedName(most: number) {
  return z.string().trim().min(1).max(most).refine(isPlainName, nameRule)
}
