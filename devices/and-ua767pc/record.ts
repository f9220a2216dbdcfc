/* The cuff's record (two owners' programs agree) and its answers (the maker's table as quoted by an owner). */

export const RECORD_BYTES = 10
/** What answers begin with; 06 behind it: taken, 15: refused. */
export const ANSWER = [0x01, 0x37, 0x30, 0x50, 0x43] as const
export const ACK = 0x06
export const NAK = 0x15

const GOOD = 0x80
const LAST_FAILURE = 0x83
/** What a person's arm can have, mmHg; the cuff itself names 20 to 280. */
const HIGHEST = 300
const LOWEST = 20

export type Record =
  | {
      readonly kind: 'result'
      readonly systolic: number
      readonly diastolic: number
      readonly pulse: number | null
    }
  | { readonly kind: 'failed'; readonly code: string }
  /** A code that nobody knows. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** Figures that no arm has. */
  | { readonly kind: 'range' }

/** The record whose ten characters stand at this place. @returns null: none does */
export function readRecord(bytes: Uint8Array, at: number): Record | null {
  const codeByte = hexByte(bytes, at)
  const difference = hexByte(bytes, at + 2)
  const diastolic = hexByte(bytes, at + 4)
  const rate = hexByte(bytes, at + 6)
  const last = hexByte(bytes, at + 8)
  if (codeByte >> 4 !== 8 || difference < 0 || diastolic < 0 || rate < 0 || last < 0) return null
  if (codeByte !== GOOD) {
    const code = codeByte.toString(16).toUpperCase()
    return { kind: codeByte > GOOD && codeByte <= LAST_FAILURE ? 'failed' : 'unknown', code }
  }
  const systolic = diastolic + difference
  if (difference === 0 || diastolic < LOWEST || systolic > HIGHEST) return { kind: 'range' }
  return { kind: 'result', systolic, diastolic, pulse: rate === 0 ? null : rate }
}

/** Negative where the two characters are no hexadecimal digits. */
function hexByte(bytes: Uint8Array, at: number): number {
  return (hexDigit(bytes[at] ?? 0) << 4) | hexDigit(bytes[at + 1] ?? 0)
}

function hexDigit(character: number): number {
  if (character >= 0x30 && character <= 0x39) return character - 0x30
  const letter = character | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** @param last of which nothing is known; perhaps the mean */
export function writeRecord(
  code: string,
  systolic: number,
  diastolic: number,
  pulse: number,
  last: number,
): string {
  const hex = (value: number) => Math.min(255, Math.max(0, value)).toString(16).toUpperCase().padStart(2, '0')
  return code + [systolic - diastolic, diastolic, pulse, last].map(hex).join('')
}
