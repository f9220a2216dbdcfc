import { type Format, formatOf, type Region } from '../../shared/words/format.ts'
import { type Words, wordsOf } from '../../shared/words/index.ts'
import type { Language } from '../../shared/words/language.ts'
import { liveWords } from '../../shared/words/live.ts'
import { type ScreenWords, screenWordsOf } from '../../shared/words/screen.ts'
import { speak as speakComplaints } from '../../shared/words/speaking.ts'

/* The language of this window, and how its place writes dates. The core tells both with the first state. */

let language: Language = 'en'
let region: Region = regionHere()

/** From now on, until it is called again. What is drawn already must be drawn again. */
export function speak(as: Language = 'en', at: Region = regionHere()): void {
  language = as
  speakComplaints(as)
  region = at
}

/** Where the computer says that it is: dates and paper of Canada are those of the United States. */
function regionHere(): Region {
  const here = new Intl.Locale(navigator.language).maximize().region
  return here === 'US' || here === 'CA' ? 'US' : 'GB'
}

/** Every word on screen, in the language of the window. */
export const text: ScreenWords = liveWords(screenWordsOf('en'), () => screenWordsOf(language))
/** The words of records and reports, in the language of the window. */
export const words: Words = liveWords(wordsOf('en'), () => wordsOf(language))

/** Dates, times and numbers as the place of the window writes them. */
export const format = (): Format => formatOf(region)
