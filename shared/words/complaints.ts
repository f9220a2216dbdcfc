import type { Catalogue } from './catalogue.ts'
import { complaints } from './en/complaints.ts'
import type { Language } from './language.ts'
import { liveWords } from './live.ts'
import { makePseudo } from './pseudo.ts'
import { spokenLanguage } from './speaking.ts'

export type Complaints = Catalogue<typeof complaints>

let pseudo: Complaints | undefined

function complaintsOf(language: Language): Complaints {
  if (language === 'en') return complaints
  pseudo ??= makePseudo<Complaints>(complaints)
  return pseudo
}

/** What schemas find wrong, said in the language of this process when it is found. */
export const complaint: Complaints = liveWords(complaints, () => complaintsOf(spokenLanguage()))
