import { isPlainName } from '../plain-text.ts'
import { roles } from '../roles.ts'
import { wordsOf } from '../words/index.ts'
import { languages } from '../words/language.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'

/*
 * Names of people stand on signatures: no two may look alike, and none may hold what cannot be seen. Which letters go
 * together is the "highly restrictive" level of Unicode Technical Standard 39 (5.2); which look alike is looked up by the core.
 */

const MOST_LETTERS = 80
/** Nothing of it is seen: joiners, fillers, selectors of variants (`Default_Ignorable_Code_Point`). */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u
/** Letters, their marks, and what stands between the parts of a name. */
const ALLOWED = /^[\p{L}\p{M}\p{Nd} .,'’()\-·]+$/u
const LETTER = /\p{L}/u

/** Every script that a name may be written in; with the others together it would be unsafe (UAX 31, table 5). */
const scripts = {
  latin: /\p{Script_Extensions=Latin}/u,
  han: /\p{Script_Extensions=Han}/u,
  hiragana: /\p{Script_Extensions=Hiragana}/u,
  katakana: /\p{Script_Extensions=Katakana}/u,
  bopomofo: /\p{Script_Extensions=Bopomofo}/u,
  hangul: /\p{Script_Extensions=Hangul}/u,
  cyrillic: /\p{Script_Extensions=Cyrillic}/u,
  greek: /\p{Script_Extensions=Greek}/u,
  arabic: /\p{Script_Extensions=Arabic}/u,
  hebrew: /\p{Script_Extensions=Hebrew}/u,
  armenian: /\p{Script_Extensions=Armenian}/u,
  georgian: /\p{Script_Extensions=Georgian}/u,
  devanagari: /\p{Script_Extensions=Devanagari}/u,
  bengali: /\p{Script_Extensions=Bengali}/u,
  tamil: /\p{Script_Extensions=Tamil}/u,
  telugu: /\p{Script_Extensions=Telugu}/u,
  gujarati: /\p{Script_Extensions=Gujarati}/u,
  gurmukhi: /\p{Script_Extensions=Gurmukhi}/u,
  kannada: /\p{Script_Extensions=Kannada}/u,
  malayalam: /\p{Script_Extensions=Malayalam}/u,
  sinhala: /\p{Script_Extensions=Sinhala}/u,
  thai: /\p{Script_Extensions=Thai}/u,
  lao: /\p{Script_Extensions=Lao}/u,
  khmer: /\p{Script_Extensions=Khmer}/u,
  myanmar: /\p{Script_Extensions=Myanmar}/u,
  ethiopic: /\p{Script_Extensions=Ethiopic}/u,
} as const
type Script = keyof typeof scripts
const names = Object.keys(scripts) as readonly Script[]

/** What goes together: one script, or Latin with the letters of Japanese, Chinese or Korean. */
const together: readonly (readonly Script[])[] = [
  ...names.map(name => [name]),
  ['latin', 'han', 'hiragana', 'katakana'],
  ['latin', 'han', 'bopomofo'],
  ['latin', 'han', 'hangul'],
]

/** Accents one upon the other; scripts whose vowels and tones are marks have their own, and need more. */
const STACKED = /[\p{M}&&\p{Script=Inherited}]{3,}|\p{M}{7,}/v
/** As two people who act together are written. */
const TWO_PEOPLE = /\S\s+and\s+\S|,\s+for\s+\S/iu

/** A name in the one form in which it is kept and compared: NFKC, single spaces. */
export function tidyName(typed: string): string {
  return typed.normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** Why this tidied name cannot be a person's; null: it can. */
export function whyNotName(name: string): WhyNot | null {
  if (name === '' || [...name].length > MOST_LETTERS) return refusal('nameLength', MOST_LETTERS)
  if (!name.isWellFormed() || UNSEEN.test(name)) return refusal('nameUnseen')
  if (!isPlainName(name)) return refusal('nameLikeFormula')
  if (!ALLOWED.test(name) || !LETTER.test(name)) return refusal('nameLetters')
  const letters = [...name].filter(char => /[\p{L}\p{M}]/u.test(char))
  const fits = together.some(set => letters.every(letter => set.some(script => scripts[script].test(letter))))
  return fits ? null : refusal('nameScripts')
}

/** Why nobody who is enrolled now may have this tidied name; who has it already keeps it. */
export function whyNotNewName(name: string): WhyNot | null {
  const why = whyNotName(name)
  if (why !== null) return why
  if (STACKED.test(name.normalize('NFD'))) return refusal('nameStacked')
  if (TWO_PEOPLE.test(name)) return refusal('nameOfTwo')
  const inBrackets = [...name.matchAll(/\(([^()]*)\)?/gu)].map(([, words = '']) => words.trim().toLowerCase())
  // In every language, for a clinic may change to another one, and by its id, as older records say it: names stay.
  const called = languages.flatMap(language => Object.values<string>(wordsOf(language).roles))
  const roleWords: readonly string[] = [...roles, ...called.map(word => word.toLowerCase())]
  return inBrackets.some(word => roleWords.includes(word)) ? refusal('nameWithRole') : null
}
