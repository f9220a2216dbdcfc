/* The cuff's record (two owners' programs agree) and its answers (the maker's table as quoted by an owner). */

export const RECORD_BYTES = 10
const HEX_RECORD = /^(8\d)([\dA-Fa-f]{2})([\dA-Fa-f]{2})([\dA-Fa-f]{2})[\dA-Fa-f]{2}$/
/** What answers begin with; 06 behind it: taken, 15: refused. */
export const ANSWER = [0x01, 0x37, 0x30, 0x50, 0x43] as const
export const ACK = 0x06
export const NAK = 0x15

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

/** @returns null: no record */
export function readRecord(text: string): Record | null {
  const found = HEX_RECORD.exec(text)
  if (!found) return null
  const [, code = '', difference = '', low = '', rate = ''] = found
  if (/^8[1-3]$/.test(code)) return { kind: 'failed', code }
  if (code !== '80') return { kind: 'unknown', code }
  const [pulsePressure, diastolic, pulse] = [difference, low, rate].map(part =>
    Number.parseInt(part, 16),
  ) as Three
  const systolic = diastolic + pulsePressure
  if (pulsePressure === 0 || diastolic < LOWEST || systolic > HIGHEST) return { kind: 'range' }
  return { kind: 'result', systolic, diastolic, pulse: pulse === 0 ? null : pulse }
}
type Three = [number, number, number]

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
