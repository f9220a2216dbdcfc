/* What is a word, and what is a sentence, of the texts that stand in code. */

const unit =
  /^(?:mmHg|bpm|min|ms|mg|kg|lb|kB|MB|GB|kPa|Hz|cm|mm|ml|mL|px|em|rem|ch|fr|deg|rad|vh|vw|dB|SpO2|Vigil)$/
/** Two letters and more, with apostrophes, hyphens and digits in it. */
const WORD = /\p{L}[\p{L}\p{M}\d]*(?:[’'‑-][\p{L}\d]+)*/gu

/** Is there a word that is no unit? */
export function hasWord(text: string): boolean {
  return [...text.matchAll(WORD)].some(
    ([word]) => word.replaceAll(/\P{L}/gu, '').length > 1 && !unit.test(word),
  )
}

/** A word with a capital: in a window, where all others are ids, it is read. */
export const CAPITAL = /^\p{Lu}\p{Ll}+[.:…!?]?$/u

/** Rules of style. */
const STYLE = /^\s*(?:@[\w-]+[^{]*|[\w.#@*:>, ()-]+) ?\{ ?[a-z-]+: ?/
const QUERY =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|ATTACH|JOIN|FROM|WHERE|VACUUM)\s/

/** A word beside another, beside a value, or beside a figure; joined by a dash or by other signs between them as well. */
const SENTENCE =
  /(?<![\p{L}\d_.$/@#&?=+-])(?:\p{L}[\p{L}\p{M}\d’'‑-]*|\{\}|\d[\d.,]*)[”"’)\]]?[,:;.!?…]*\s+(?:[–—=→+·/&-]\s+)?[(“"‘[]?(?:\p{L}|\{\}|\d)/u

export function isSentence(text: string): boolean {
  return SENTENCE.test(text) && hasWord(text) && ![STYLE, QUERY, BYTES].some(form => form.test(text))
}

const TAG = /<\/?[a-z!][^<>]*>/gi
const ATTRIBUTES = /^\s*(?:[\w:-]+="[^"]*"\s*)+$/
const BYTES = /^\s*(?:[\dA-F]{2}\s*)+$/

export function isMarkup(text: string): boolean {
  return /<[a-z!/][^>]*>/i.test(text) || ATTRIBUTES.test(text)
}

/** What is read of markup that is put together: what stands between its tags, and what it says to those who do not see. */
export function readMarkup(text: string): readonly string[] {
  const said = [...text.matchAll(/(?:^| )(?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    ([, words = '']) => words,
  )
  if (ATTRIBUTES.test(text)) return said
  const rest = text.replaceAll(/<style[\s\S]*?(?:<\/style>|$)/g, '')
  return [...said, ...rest.split(TAG)].map(part => part.replaceAll(/\s+/g, ' ').trim())
}
