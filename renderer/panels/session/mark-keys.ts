import { type MarkKind, symptoms } from '../../../shared/session/marks.ts'
import { text } from '../../text/text.ts'

/** A mark that is one press away. */
export interface KeyedMark {
  readonly mark: MarkKind
  /** Of the clinic's own. */
  readonly word?: string
  readonly said: string
  /** With Shift: small letters and digits are the page's. null: the alphabet is used up. */
  readonly key: string | null
}

const FIRST_LETTER = 'A'.charCodeAt(0)
const LETTERS = 26

/** What a patient may feel, then the clinic's own words, with the letters in their order: no letter moves within a session. */
export function keyMarks(own: readonly string[]): readonly KeyedMark[] {
  const all = [
    ...symptoms.map(mark => ({ mark, said: text.room.marks[mark] })),
    ...own.map(word => ({ mark: 'own' as const, word, said: word })),
  ]
  return all.map((each, index) => ({
    ...each,
    key: index < LETTERS ? String.fromCharCode(FIRST_LETTER + index) : null,
  }))
}
