import { type Format, formatOf, type Region } from '../../shared/words/format.ts'
import type { Language } from '../../shared/words/language.ts'
import { liveWords } from '../../shared/words/live.ts'
import { type ScreenWords, screenWordsOf } from '../../shared/words/screen.ts'
import { sayShipped } from '../../shared/words/shipped.ts'
import { speak as speakIn, spokenLanguage } from '../../shared/words/speaking.ts'
import { spokenWords } from '../../shared/words/spoken.ts'

/* The language of this window, and how its place writes dates. The core tells both with the first state. */

let region: Region = regionHere()

/** From now on, until it is called again. What is drawn already must be drawn again. */
export function speak(as: Language = 'en', at: Region = regionHere()): void {
  speakIn(as)
  region = at
}

/** Where the computer says that it is: dates and paper of Canada are those of the United States. */
function regionHere(): Region {
  const here = new Intl.Locale(navigator.language).maximize().region
  return here === 'US' || here === 'CA' ? 'US' : 'GB'
}

/** Every word on screen, in the language of the window. */
export const text: ScreenWords = liveWords(screenWordsOf('en'), () => screenWordsOf(spokenLanguage()))
/** The words of records and reports, in the language of the window. */
export const words = spokenWords

/** A text that a preset or a session keeps, as it is said here: as it stands where a clinic has reworded it. */
export const sayKept = (kept: string): string => sayShipped(kept, spokenWords)

/** Dates, times and numbers as the place of the window writes them. */
export const format = (): Format => formatOf(region)
