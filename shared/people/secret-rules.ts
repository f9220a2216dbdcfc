import { refusal, type WhyNot } from '../words/refusal.ts'

/*
 * What a person proves with who they are: a PIN for a keypad, or a passphrase. All million PINs of six digits can be tried by whoever
 * has the file, so nothing is encrypted by one; at a window the core lets nobody try fast.
 */

const FEWEST_DIGITS = 6
const MOST_DIGITS = 12
/** NIST SP 800-63B asks 8 of a password that is the second factor, 15 of one that stands alone; a PIN pad is at hand for less. */
const FEWEST_LETTERS = 12

/** A code that an administrator hands over, from which the person chooses a PIN: eight digits. */
export const codeForm = /^\d{8}$/
export const CODE_DIGITS = 8

/** As it is compared: a passphrase typed on another keyboard is the same one. */
export function tidySecret(typed: string): string {
  return typed.normalize('NFKC')
}

/** Why this cannot be a PIN or a passphrase; null: it can. */
export function whyNotSecret(secret: string): WhyNot | null {
  if (/^\d+$/.test(secret)) return whyNotPin(secret)
  if ([...secret].length < FEWEST_LETTERS)
    return refusal('secretLength', FEWEST_DIGITS, MOST_DIGITS, FEWEST_LETTERS)
  return isRepeated(secret) ? refusal('passphraseRepeats') : null
}

function whyNotPin(pin: string): WhyNot | null {
  if (pin.length < FEWEST_DIGITS || pin.length > MOST_DIGITS)
    return refusal('pinLength', FEWEST_DIGITS, MOST_DIGITS)
  return isRun(pin) || isRepeated(pin) ? refusal('pinTooEasy') : null
}

/** 123456, 987654, 246802: every digit the same step from the one before. */
function isRun(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10))
  return steps.size === 1
}

/** The same again and again: 111111, 121212, 123123. */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length
}
