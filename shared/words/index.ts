import { english } from './en/index.ts'
import type { Language } from './language.ts'
import { makePseudo } from './pseudo.ts'

/** A language's catalogue has the keys of the English one, and sentences that take the same values. */
export type Catalogue<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends (...values: never) => unknown
      ? T
      : T extends readonly string[]
        ? readonly string[]
        : { readonly [Key in keyof T]: Catalogue<T[Key]> }

/** The words of records and reports: handed in wherever something is said. A missing one is a type error. */
export type Words = Catalogue<typeof english>

let pseudo: Words | undefined

/** The catalogue of a language. */
export function wordsOf(language: Language): Words {
  if (language === 'en') return english
  pseudo ??= makePseudo<Words>(english)
  return pseudo
}
