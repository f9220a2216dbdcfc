import type { Catalogue } from './catalogue.ts'
import { screen } from './en/screen/index.ts'
import type { Language } from './language.ts'
import { makePseudo } from './pseudo.ts'

/** Every word on screen. */
export type ScreenWords = Catalogue<typeof screen>

let pseudo: ScreenWords | undefined

/** What stands on screen in a language. */
export function screenWordsOf(language: Language): ScreenWords {
  if (language === 'en') return screen
  pseudo ??= makePseudo<ScreenWords>(screen)
  return pseudo
}
