import type { Catalogue } from './catalogue.ts'
import { english } from './en/index.ts'
import { wordsOf } from './index.ts'
import type { Language } from './language.ts'
import { makePseudo } from './pseudo.ts'

/** The same with what reports say. No window imports it. */
export type ReportWords = Catalogue<typeof english>

let pseudo: ReportWords | undefined

/** The catalogue of a language, with what reports say. */
export function reportWordsOf(language: Language): ReportWords {
  if (language === 'en') return english
  pseudo ??= { ...wordsOf(language), report: makePseudo<ReportWords['report']>(english.report) }
  return pseudo
}
