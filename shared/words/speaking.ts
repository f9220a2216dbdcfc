import type { Language } from './language.ts'

/*
 * A process of Vigil says what it says of itself (of its record, its ports, its files) in the clinic's language, and in English
 * until it knows it. Commands stay at English.
 */

let spoken: Language = 'en'

/** From now on, until it is called again. */
export function speak(language: Language): void {
  spoken = language
}

export function spokenLanguage(): Language {
  return spoken
}
