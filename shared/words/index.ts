import type { Catalogue } from './catalogue.ts'
import { commonEnglish } from './en/common.ts'
import type { Language } from './language.ts'
import { makePseudo } from './pseudo.ts'

/** The words that records, reports and screens share: handed in wherever something is said. A missing one is a type error. */
export type Words = Catalogue<typeof commonEnglish>

let pseudo: Words | undefined

/** The catalogue of a language. */
export function wordsOf(language: Language): Words {
  if (language === 'en') return commonEnglish
  // `XA` is where nobody lives.
  pseudo ??= { ...makePseudo<Words>(commonEnglish), languageTag: 'en-XA' }
  return pseudo
}
