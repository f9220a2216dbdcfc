import { createHash } from 'node:crypto'
import { phrase } from '../../../shared/words/host.ts'

/*
 * The recovery code: 160 random bits as 32 letters in eight groups, each with a check letter behind it, so that whoever
 * types it from paper is told which group is wrong. The letters are Crockford's (no I, L, O, U), and what is easily
 * mistaken for one of them is read as it.
 */

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_BYTES = 20
const GROUPS = 8
const IN_GROUP = 4
const BITS = 5

/** @param bytes 20 random ones; gives `ABCD-E FGHJ-K …` */
export function printCode(bytes: Uint8Array): string {
  if (bytes.length !== CODE_BYTES) throw new RangeError(phrase.keys.recoveryCodeLength(CODE_BYTES))
  let bits = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let letters = ''
  for (let n = 0; n < GROUPS * IN_GROUP; n++) {
    letters = (LETTERS[Number(bits & 31n)] ?? '') + letters
    bits >>= BigInt(BITS)
  }
  return Array.from({ length: GROUPS }, (_, group) => {
    const own = letters.slice(group * IN_GROUP, (group + 1) * IN_GROUP)
    return `${own}-${checkLetter(own, group)}`
  }).join(' ')
}

export type ReadCode =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** One sentence for whoever typed it. */
  | { readonly ok: false; readonly error: string }

/** Reads what a person typed: spaces, hyphens and small letters do not matter. */
export function readCode(typed: string): ReadCode {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}.,:]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const wanted = GROUPS * (IN_GROUP + 1)
  const strange = [...letters].find(letter => !LETTERS.includes(letter))
  if (strange !== undefined) return { ok: false, error: phrase.keys.recoveryCodeStrangeLetter(strange) }
  if (letters.length !== wanted)
    return {
      ok: false,
      error: phrase.keys.recoveryCodeLetterCount(wanted, letters.length, GROUPS),
    }
  let bits = 0n
  for (let group = 0; group < GROUPS; group++) {
    const start = group * (IN_GROUP + 1)
    const own = letters.slice(start, start + IN_GROUP)
    if (checkLetter(own, group) !== letters[start + IN_GROUP])
      return { ok: false, error: phrase.keys.recoveryCodeGroupMistyped(group + 1) }
    for (const letter of own) bits = (bits << BigInt(BITS)) | BigInt(LETTERS.indexOf(letter))
  }
  return { ok: true, bytes: Buffer.from(bits.toString(16).padStart(CODE_BYTES * 2, '0'), 'hex') }
}

/** Of its place too, so that groups that change places are found. */
function checkLetter(group: string, place: number): string {
  const sum = createHash('sha256').update(`${place}${group}`).digest()
  return LETTERS[(sum[0] ?? 0) & 31] ?? ''
}
