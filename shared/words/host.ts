import type { Catalogue } from './catalogue.ts'
import { hostEnglish } from './en/host/index.ts'
import type { Language } from './language.ts'
import { liveWords } from './live.ts'
import { makePseudo } from './pseudo.ts'
import { spokenLanguage } from './speaking.ts'

export type HostWords = Catalogue<typeof hostEnglish>

let pseudo: HostWords | undefined

function hostWordsOf(language: Language): HostWords {
  if (language === 'en') return hostEnglish
  pseudo ??= makePseudo<HostWords>(hostEnglish)
  return pseudo
}

/** What Vigil’s processes say of record, lines, files and themselves, in the language of this process when it is said. No window imports it. */
export const phrase: HostWords = liveWords(hostEnglish, () => hostWordsOf(spokenLanguage()))
