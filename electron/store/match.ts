import { presets } from '../../shared/presets/index.ts'
import { type ShippedWords, sayShipped } from '../../shared/words/shipped.ts'

/**
 * What the index is asked for, when this is typed: every word begins one of a session. Words stand in quotation marks, so that nothing typed is a
 * command of the index. Sessions keep presets that ship as these are called in English: they are found as they are called in `words`, too.
 *
 * @returns an expression of FTS5, or null where nothing was typed
 */
export function matchOf(typed: string | undefined, words: ShippedWords): string | null {
  const parts = (typed ?? '').split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  if (parts.length === 0) return null
  return parts
    .map(part => [`${quote(part)}*`, ...namesOf(part, words).map(quote)].join(' OR '))
    .map(either => `(${either})`)
    .join(' AND ')
}

const quote = (text: string): string => `"${text.replaceAll('"', '')}"`

/** Names of presets as sessions keep them, that have a word in the spoken language which begins so. */
function namesOf(part: string, words: ShippedWords): readonly string[] {
  const begun = fold(part).join(' ')
  return presets
    .map(({ label }) => label)
    .filter(label => ` ${fold(sayShipped(label, words)).join(' ')}`.includes(` ${begun}`))
}

/** The words of a text as the index has them: small, without accents. */
const fold = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
