import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../electron/store/index.ts'
import { commitOne, openSession } from '../../../electron/store/testing/record.ts'
import type { Random } from '../../../fixtures/random.ts'
import type { Tried } from './tried.ts'

const COMMITS = 400

/** One bit of the file at a time: the start refuses the record, or its check does. */
export function flipBits(dir: string, count: number, random: Random): Tried {
  const made = openStore(dir, { version: 'campaign' })
  openSession(made)
  for (let seq = 1; seq <= COMMITS; seq++) commitOne(made, seq)
  made.close()
  const path = join(dir, 'vigil.db')
  const whole = readFileSync(path)
  const broken: string[] = []
  for (let n = 0; n < count; n++) {
    const place = random.int(0, whole.length - 1)
    const bit = random.int(0, 7)
    const flipped = Buffer.from(whole)
    flipped[place] = (flipped[place] ?? 0) ^ (1 << bit)
    writeFileSync(path, flipped)
    if (!isFound(dir)) broken.push(`Bit ${bit} of byte ${place} was flipped, and nothing said so.`)
    writeFileSync(path, whole)
  }
  return { tried: count, broken }
}

function isFound(dir: string): boolean {
  try {
    const store = openStore(dir, { version: 'campaign' })
    try {
      return !store.verify().ok
    } finally {
      store.close()
    }
  } catch {
    // Refused, with a sentence.
    return true
  }
}
