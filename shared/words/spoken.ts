import { type Words, wordsOf } from './index.ts'
import { liveWords } from './live.ts'
import { spokenLanguage } from './speaking.ts'

/** The words of records and reports in the language of this process, or window, when they are said: to be handed in. */
export const spokenWords: Words = liveWords(wordsOf('en'), () => wordsOf(spokenLanguage()))
