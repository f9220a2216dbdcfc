/**
 * DINAMAP host communications: frames of printable ASCII, ended by CR. A frame is the unit identifier (a space), a
 * parameter letter, a command letter, data of fixed width and two checksum characters.
 */
export const CR = 0x0d
export const LF = 0x0a
export const SPACE = 0x20
export const CHECKSUM_BYTES = 2

/** Running checksum with one more byte: each counts from 1, and the sum wraps at 4095. */
export function addToSum(sum: number, byte: number): number {
  const next = sum + byte - 0x1f
  return next > 0xfff ? next - 0xfff : next
}

/** The two checksum characters, each 0x20..0x5F; they may look like data. */
function checksumBytes(sum: number): readonly [number, number] {
  return [0x20 + (sum >> 6), 0x20 + (sum & 0x3f)]
}

/** Is the last pair of `line[from..to)` the checksum of what stands before it? */
export function hasGoodChecksum(line: Uint8Array, from: number, to: number): boolean {
  const end = to - CHECKSUM_BYTES
  let sum = 0
  for (let i = from; i < end; i += 1) sum = addToSum(sum, line[i] ?? 0)
  return line[end] === 0x20 + (sum >> 6) && line[end + 1] === 0x20 + (sum & 0x3f)
}

/** A whole frame of this text, which begins with the unit identifier. */
export function writeFrame(text: string): Uint8Array {
  const bytes = [...text].map(character => character.charCodeAt(0))
  return Uint8Array.of(...bytes, ...checksumBytes(bytes.reduce(addToSum, 0)), CR)
}

/** What the host sends, as the maker's own library does: a CR in front ends half a request that the monitor may still hold. */
export function writeRequest(text: string): Uint8Array {
  return Uint8Array.of(CR, ...writeFrame(text))
}

export const requests = {
  readNibp: ' NA',
  /** Same layout as `NA`; seen in use, but not known to give the same content. */
  readNibpAsShown: ' NF',
  startNibp: ' NC0',
  stopNibp: ' ND',
  readOximeter: ' OA',
  readRate: ' RA',
  readCuffRate: ' RC',
  readTemperature: ' TC',
} as const
