import { z } from 'zod'

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

export const NAME_RULE = 'a name or number must not begin with = + - or @, nor hold control characters'

/** A name as a person types it, at most `most` characters. */
export function typedName(most: number) {
  return z.string().trim().min(1).max(most).refine(isPlainName, NAME_RULE)
}
