import type { Catalogue } from './catalogue.ts'
import { english } from './en/index.ts'
import type { Language } from './language.ts'
import { makePseudo } from './pseudo.ts'

/** The words of records and reports: handed in wherever something is said. A missing one is a type error. */
export type Words = Catalogue<typeof english>

let pseudo: Words | undefined

/** The catalogue of a language. */
export function wordsOf(language: Language): Words {
  if (language === 'en') return english
  // `XA` is where nobody lives.
  pseudo ??= { ...makePseudo<Words>(english), languageTag: 'en-XA' }
  return pseudo
}
