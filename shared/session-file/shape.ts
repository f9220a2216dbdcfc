import { phrase } from '../words/host.ts'
import { SessionFileError } from './format.ts'

/** What Vigil writes is four levels deep at most; a line that goes on and on is no line of ours. */
const MOST_DEPTH = 10
const MOST_TEXT = 4000
/** Fields of ours, and paths of a preset's figures: 'due.M1', 'limits.spo2-low.medium'. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/
/** Control characters, but for those of several lines of text; halves of characters. */
const FORBIDDEN = /(?![\t\n])\p{Cc}/u

/**
 * Looks at everything that a line holds, whatever it means: names of fields, texts, depth.
 *
 * @throws SessionFileError
 */
export function checkShape(value: unknown, where: string, depth = 0): void {
  if (depth > MOST_DEPTH) throw refuse(where, phrase.files.nestedTooDeeply)
  if (typeof value === 'string') {
    if (value.length > MOST_TEXT) throw refuse(where, phrase.files.textTooLong)
    if (FORBIDDEN.test(value) || !value.isWellFormed())
      throw refuse(where, phrase.files.textWithControlCharacters)
  } else if (Array.isArray(value)) {
    for (const item of value) checkShape(item, where, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!KEY.test(key)) throw refuse(where, phrase.files.fieldNameUnusable)
      checkShape(item, where, depth + 1)
    }
  }
}

/** The sentence for a line that Vigil did not write. */
export function refuse(where: string, what: string): SessionFileError {
  return new SessionFileError(phrase.files.fileNotOfVigil(where, what))
}
