/** Places in a spot-check record (Nonin 9560 OEM specification), counted from its first byte. */
export const START = [0x00, 0x02, 0x00, 0x0d] as const
export const LENGTH_AT = 4
export const DATA_AT = 6
/** The data section may grow with the firmware. */
export const SHORTEST_DATA = 14
export const LONGEST_DATA = 30
export const END = 0x03
/** Bits of the status word. */
export const status = { smartPoint: 0x200, noMeasurement: 0x100, fromMemory: 0x10, lowBattery: 0x01 } as const

export interface Record {
  /** ISO 8601 without zone; null where the figures are no date. */
  readonly time: string | null
  readonly status: number
  /** As sent: 511 is missing. */
  readonly rate: number
  /** As sent: 127 is missing. */
  readonly spo2: number
}

/** @param data the data section, at least 14 bytes */
export function readRecord(data: Uint8Array): Record {
  const at = (place: number) => data[place] ?? 0
  return {
    time: readTime(data),
    status: (at(8) << 8) | at(9),
    rate: ((at(10) & 0x01) << 8) | at(11),
    spo2: at(13) & 0x7f,
  }
}

/** Two decimal digits in a byte; undefined where the byte has others. */
const bcd = Array.from({ length: 256 }, (_, byte) => {
  const digits = byte.toString(16).padStart(2, '0')
  return /^\d\d$/.test(digits) ? digits : undefined
})

/** Century, year, month, day, hour, minute, second. */
function readTime(data: Uint8Array): string | null {
  const part = (place: number) => bcd[data[place] ?? 0]
  for (let place = 0; place < 7; place += 1) if (part(place) === undefined) return null
  return `${part(0)}${part(1)}-${part(2)}-${part(3)}T${part(4)}:${part(5)}:${part(6)}`
}
