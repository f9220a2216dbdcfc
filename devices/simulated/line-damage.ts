import { concatBytes } from '../kit/bytes.ts'
import type { FaultId } from './faults.ts'
import type { Random } from './random.ts'

const NOISE_SHARE = 0.5
const NOISE_AT_MOST_BYTES = 40
const LOST_SHARE = 1 / 30
const BROKEN_SHARE = 0.5

/** What happens to a frame (or packet of frames) on its way. */
type Damage = (bytes: Uint8Array, random: Random) => Uint8Array

/** Faults of the line itself, in the order in which they hit. */
export const damages: readonly { readonly id: FaultId; readonly hit: Damage }[] = [
  { id: 'wrong-checksum', hit: flipBit },
  { id: 'truncated-frames', hit: breakOff },
  { id: 'dropped-bytes', hit: loseBytes },
  { id: 'noise', hit: addNoise },
]

/** Every checksum tells one flipped bit, wherever it is. */
function flipBit(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.next() >= BROKEN_SHARE) return bytes
  const at = pick(random, bytes.length)
  const bit = 1 << pick(random, 8)
  return bytes.map((byte, index) => (index === at ? byte ^ bit : byte))
}

function breakOff(bytes: Uint8Array, random: Random): Uint8Array {
  return random.next() < BROKEN_SHARE ? bytes.subarray(0, pick(random, bytes.length)) : bytes
}

function loseBytes(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.filter(() => random.next() >= LOST_SHARE)
}

function addNoise(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.next() >= NOISE_SHARE) return bytes
  const noise = Uint8Array.from({ length: 1 + pick(random, NOISE_AT_MOST_BYTES) }, () => pick(random, 256))
  return concatBytes([noise, bytes])
}

/** A whole number from 0, below `count`. */
function pick(random: Random, count: number): number {
  return Math.floor(random.next() * count)
}
