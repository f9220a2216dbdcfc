/** A PRO 1000 in its native binary mode sends one block every 20 ms (a real recording of 1152 blocks). */
export const BLOCK_BYTES = 18

/** What is read of a block: neither pressures nor SpO2 are known to stand in it. */
export interface Block {
  /** 0..199, then 0 again. */
  readonly sequence: number
  /** Three bytes of a message that takes 50 blocks. */
  readonly data: readonly [number, number, number]
}

/** Sequence and checksum are each followed by their complement; the checksum is over what stands between. */
export function readBlock(bytes: Uint8Array): Block | null {
  const at = (place: number) => bytes[place] ?? 0
  if (bytes.length !== BLOCK_BYTES || at(0) > 199) return null
  if (at(0) + at(17) !== 0xff || at(15) + at(16) !== 0xff) return null
  let crc = 0
  for (let place = 1; place <= 14; place += 1) crc = crc8[crc ^ at(place)] ?? 0
  return crc === at(15) ? { sequence: at(0), data: [at(12), at(13), at(14)] } : null
}

/** Polynomial 85 hex, reflected: shifted right, A1 where a 1 falls out. */
const crc8 = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0xa1
  return crc
})

export interface BlockFinder {
  /** Is the line full of blocks? */
  readonly isBinary: boolean
  /** @returns has this byte ended a block? */
  take(byte: number): boolean
}

/** So many bytes without a block: the monitor has been set to text. */
const GIVEN_UP_AFTER = 10 * BLOCK_BYTES

/** A power of two that holds a block. */
const KEPT = 32

/** Finds blocks anywhere in a stream of bytes. */
export function createBlockFinder(): BlockFinder {
  // A ring: the newest byte stands at `at`.
  const kept = new Uint8Array(KEPT)
  let at = 0
  let sinceStart = 0
  let sinceBlock = Number.POSITIVE_INFINITY
  return {
    get isBinary() {
      return sinceBlock < GIVEN_UP_AFTER
    },
    take(byte) {
      at = (at + 1) % KEPT
      kept[at] = byte
      sinceStart += 1
      sinceBlock += 1
      // What costs nothing first: this is asked for every byte of text too.
      if ((kept[(at + KEPT - BLOCK_BYTES + 1) % KEPT] ?? 0) + byte !== 0xff || sinceStart < BLOCK_BYTES)
        return false
      const block = Uint8Array.from(
        { length: BLOCK_BYTES },
        (_, n) => kept[(at + KEPT - BLOCK_BYTES + 1 + n) % KEPT] ?? 0,
      )
      if (readBlock(block) === null) return false
      sinceStart = 0
      sinceBlock = 0
      return true
    },
  }
}
