import { isDeepStrictEqual, parseArgs } from 'node:util'
import type { Driver, Parser } from '../devices/driver.ts'
import { drivers } from '../devices/index.ts'
import { concatBytes } from '../devices/kit/bytes.ts'
import { createRandom, type Random } from '../fixtures/random.ts'
import type { Sample } from '../shared/reading.ts'
import { vitals } from '../shared/vitals.ts'

/*
 * `npm run fuzz [-- DRIVER …] [--mb 50] [--seed 1]`: feeds each parser noise, damaged frames and frames cut off in the
 * middle. It must never throw, hold no memory, and, where the protocol has a checksum, never give a value that nobody sent.
 */

const CHUNK_BYTES = 4096
/** Streamed values are those of the newest groups; a cuff result may be read from a repetition of any length of time later. */
const STREAMED_AT_MOST = 30
/** Heap growth between the first tenth and the end that is no leak. */
const FLAT_WITHIN_BYTES = 8_000_000

interface Account {
  bytes: number
  samples: number
  badFrames: number
  damagedGroups: number
  /** Values from damaged frames that nobody sent. */
  wrong: number
  thrown: string | null
  heapGrowth: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mb: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const megabytes = Number(values.mb)
const seed = Number(values.seed)
const wanted = positionals.length > 0 ? drivers.filter(({ id }) => positionals.includes(id)) : drivers
if (!(megabytes > 0) || !Number.isInteger(seed) || wanted.length === 0) {
  process.stderr.write(`usage: npm run fuzz [-- DRIVER …] [--mb 50] [--seed 1]\n`)
  process.exit(2)
}

let failed = 0
process.stdout.write(`seed ${seed}, ${megabytes} MB a driver\n`)
for (const driver of wanted) {
  const account = fuzz(driver, megabytes * 1_000_000, createRandom(seed))
  const hasChecksum = driver.about?.checksum !== null
  const bad =
    account.thrown !== null || account.heapGrowth > FLAT_WITHIN_BYTES || (hasChecksum && account.wrong > 0)
  if (bad) failed += 1
  process.stdout.write(`${describe(driver, account, hasChecksum)} ${bad ? 'FAILED' : 'ok'}\n`)
}
process.stdout.write(`${wanted.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0

function describe(driver: Driver, account: Account, hasChecksum: boolean): string {
  const { bytes, samples, badFrames, damagedGroups, wrong, thrown, heapGrowth } = account
  const parts = [
    driver.id.padEnd(20),
    `${(bytes / 1e6).toFixed(0)} MB`,
    `${samples} samples`,
    `${badFrames} bad frames`,
    `${damagedGroups} damaged groups`,
    hasChecksum ? `${wrong} wrong values` : 'no checksum',
    `heap ${heapGrowth > 0 ? '+' : ''}${(heapGrowth / 1e6).toFixed(1)} MB`,
  ]
  return thrown === null ? parts.join('  ') : `${parts.join('  ')}  threw ${thrown}`
}

function fuzz(driver: Driver, total: number, random: Random): Account {
  const account: Account = {
    bytes: 0,
    samples: 0,
    badFrames: 0,
    damagedGroups: 0,
    wrong: 0,
    thrown: null,
    heapGrowth: 0,
  }
  const parser = driver.createParser()
  let firstHeap: number | null = null
  try {
    while (account.bytes < total) {
      const kind = random.int(0, 9)
      if (kind < 4) feed(driver, parser, random.bytes(CHUNK_BYTES), account)
      else if (kind < 8) damage(driver, random, account)
      else feed(driver, parser, truncate(driver, random), account)
      if (firstHeap === null && account.bytes > total / 10) firstHeap = heapUsed()
    }
  } catch (error) {
    account.thrown = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  account.heapGrowth = heapUsed() - (firstHeap ?? heapUsed())
  return account
}

function feed(
  { endsInSilence }: Driver,
  parser: Parser,
  bytes: Uint8Array,
  account: Account,
): readonly Sample[] {
  const atMs = account.bytes / 1000
  const samples = endsInSilence ? feedWithPauses(parser, bytes, account.bytes) : parser.push(bytes, atMs)
  account.bytes += bytes.length
  account.samples += samples.length
  for (const sample of samples) if (sample.kind === 'badFrame') account.badFrames += 1
  return samples
}

/** Of a monitor whose records end in silence: a pause after every ten bytes, which is a record where it is not shifted. */
function feedWithPauses(parser: Parser, bytes: Uint8Array, atMs: number): Sample[] {
  const samples: Sample[] = []
  for (let from = 0; from < bytes.length; from += 10) {
    const pieceMs = (atMs + from) * 10_000
    samples.push(...parser.push(bytes.subarray(from, from + 10), pieceMs))
    samples.push(...parser.push(new Uint8Array(0), pieceMs + 1000))
  }
  return samples
}

/** Whole groups with one flipped bit in the middle one of three: what comes out must have been sent. */
function damage(driver: Driver, random: Random, account: Account): void {
  const parser = driver.createParser()
  const whole = driver.createParser()
  const encoder = driver.createEncoder()
  let sent: Sample[] = []
  for (let n = 0; n < 20; n += 1) {
    const cuffs = sent.slice(0, -STREAMED_AT_MOST).filter(({ kind }) => kind === 'nibp')
    sent = [...cuffs, ...sent.slice(-STREAMED_AT_MOST)]
    const groups = [makeGroup(driver, random), makeGroup(driver, random), makeGroup(driver, random)]
    const parts = groups.map(group => encoder.encode(group))
    // As an undamaged line would have given it: the wire rounds in its own way.
    sent.push(...parts.flatMap(part => whole.push(part)))
    const hit = parts[1] ?? new Uint8Array(0)
    const at = random.int(0, hit.length - 1)
    hit[at] = (hit[at] ?? 0) ^ (1 << random.int(0, 7))
    account.damagedGroups += 1
    for (const sample of feed(driver, parser, concatBytes(parts), account))
      if (isValue(sample) && !sent.some(other => says(sample, other))) account.wrong += 1
  }
}

/** Frames that end in the middle, one after the other, with some bytes of each overwritten. */
function truncate(driver: Driver, random: Random): Uint8Array {
  const encoder = driver.createEncoder()
  return concatBytes(
    Array.from({ length: 20 }, () => {
      const bytes = encoder.encode(makeGroup(driver, random))
      for (let n = random.int(0, 3); n > 0; n -= 1)
        bytes[random.int(0, bytes.length - 1)] = random.int(0, 255)
      return bytes.subarray(0, random.int(1, bytes.length))
    }),
  )
}

/** What this driver's monitor could send at one moment. */
function makeGroup(driver: Driver, random: Random): Sample[] {
  const samples: Sample[] = []
  const waveValues = Math.round((driver.stream.plethPerS * driver.stream.everyMs) / 1000)
  if (waveValues > 0) {
    const values = Array.from({ length: waveValues }, () => random.next())
    samples.push({ kind: 'wave', wave: 'pleth', ratePerS: driver.stream.plethPerS, values })
  }
  for (const vital of driver.vitals) {
    if (vital === 'systolic' || vital === 'diastolic' || vital === 'mean') continue
    const { min, max } = vitals[vital].soft
    const value = random.int(Math.ceil(min), Math.floor(max))
    samples.push({ kind: 'vital', vital, value, quality: 'good' })
  }
  if (driver.vitals.includes('systolic') && random.chance(0.5)) {
    const diastolic = random.int(50, 110)
    const systolic = diastolic + random.int(20, 80)
    const mean = Math.round(diastolic + (systolic - diastolic) / 3)
    samples.push({ kind: 'device', state: 'cuffInflating' }, { kind: 'device', state: 'cuffIdle' })
    samples.push({ kind: 'nibp', systolic, diastolic, mean, pulseRate: random.int(50, 120), status: 'ok' })
  }
  return samples
}

function isValue(sample: Sample): boolean {
  return (
    (sample.kind === 'vital' && sample.value !== null) || (sample.kind === 'nibp' && sample.status === 'ok')
  )
}

/** Does `sent` say all that `given` says? Repeated results are older, and flags may be softer. */
function says(given: Sample, sent: Sample): boolean {
  if (given.kind === 'vital' && sent.kind === 'vital')
    return given.vital === sent.vital && given.value === sent.value
  if (given.kind !== 'nibp' || sent.kind !== 'nibp') return false
  return (['systolic', 'diastolic', 'mean'] as const).every(
    part => given[part] === null || isDeepStrictEqual(given[part], sent[part]),
  )
}

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
