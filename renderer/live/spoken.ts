import { speak, words } from '../text/text.ts'
import { type LiveState, useLive } from './store.ts'

/** Language and place of the clinic, as one word: what is drawn hangs on it. */
const spokenOf = ({ snapshot }: LiveState) =>
  `${snapshot?.clinic.language ?? ''} ${snapshot?.clinic.region ?? ''}`

/** Speaks as the core tells. Called before anything is drawn, so that this is heard first. */
export function speakAsTold(): void {
  useLive.subscribe((now, before) => {
    if (spokenOf(now) === spokenOf(before)) return
    speak(now.snapshot?.clinic.language, now.snapshot?.clinic.region)
    // Whoever hears the screen read aloud hears it in this language.
    document.documentElement.lang = words.languageTag
  })
}

export function useSpoken(): string {
  return useLive(spokenOf)
}
