import type { Driver } from '../../devices/driver.ts'

/** What is wrong with a line whose bytes are no frames. */
export type Symptom =
  /** As a manual writes the setting that would do this: `8E1`. */
  | { readonly kind: 'parity'; readonly likely: string }
  /** The sender is slower than the line is set to. */
  | { readonly kind: 'framing' }

/** So many of the newest bytes are looked at. */
export const SYMPTOM_BYTES = 512
const LEAST_BYTES = 48
const LEAST_VALUES = 6
/** Now and then a byte is hit by something else. */
const ALL = 0.97
const MOSTLY = 0.6
const GOOD_FRAMES = 2

/**
 * Names a wrong parity or speed by what it does to bytes, since the serial library tells of neither.
 *
 * - Seven bits with parity, read as eight: the eighth bit makes the number of ones even (or odd) in every byte, and without it
 *   the driver's frames are there.
 * - Eight bits with parity, read without: where the parity bit is 0 it stands for a missing stop bit, and such bytes are thrown
 *   away. Those that are left have it 1: all of them an odd number of ones with even parity, an even one with odd parity.
 * - Without parity, read with it: the stop bit is taken for the parity, and the same bytes are left.
 * - A slower sender: each of its bits fills several of ours, so that bytes are a run of zeros and then one of ones.
 */
export function nameSymptom(
  bytes: Uint8Array,
  driver: Pick<Driver, 'line' | 'createParser'>,
): Symptom | null {
  if (bytes.length < LEAST_BYTES) return null
  const share = (fits: (byte: number) => boolean) => bytes.filter(fits).length / bytes.length
  if (share(isRun) >= MOSTLY) return { kind: 'framing' }
  if (new Set(bytes).size < LEAST_VALUES) return null
  const even = share(hasEvenOnes)
  if (even < ALL && even > 1 - ALL) return null
  const isEven = even >= ALL
  if (fitsWithout8thBit(bytes, driver)) return { kind: 'parity', likely: isEven ? '7E1' : '7O1' }
  if (driver.line.parity !== 'none') return { kind: 'parity', likely: '8N1' }
  return { kind: 'parity', likely: isEven ? '8O1' : '8E1' }
}

function fitsWithout8thBit(bytes: Uint8Array, { createParser }: Pick<Driver, 'createParser'>): boolean {
  if (bytes.every(byte => byte < 0x80)) return false
  const parser = createParser()
  parser.push(bytes.map(byte => byte & 0x7f))
  return parser.goodFrames >= GOOD_FRAMES
}

function hasEvenOnes(byte: number): boolean {
  let folded = byte ^ (byte >> 4)
  folded ^= folded >> 2
  return ((folded ^ (folded >> 1)) & 1) === 0
}

/** Zeros from the lowest bit on, which comes first on the line, and then only ones. */
function isRun(byte: number): boolean {
  const inverted = ~byte & 0xff
  return (inverted & (inverted + 1)) === 0
}
