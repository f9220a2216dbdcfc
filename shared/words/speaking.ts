import type { Language } from './language.ts'

/*
 * The one place where a language is switched. A process of Vigil, and a window, says all that it says in the clinic's language, and in
 * English until it knows it. Commands stay at English.
 */

let spoken: Language = 'en'
const listeners = new Set<(language: Language) => void>()

/** From now on, until it is called again. What was said already must be said anew by those who listen (`onSpeak`). */
export function speak(language: Language): void {
  if (language === spoken) return
  spoken = language
  for (const listener of listeners) listener(language)
}

export function spokenLanguage(): Language {
  return spoken
}

/** Called at each other language. @returns ends it */
export function onSpeak(listener: (language: Language) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
