import type { Driver } from '../devices/driver.ts'
import { drivers } from '../devices/index.ts'
import { concatBytes } from '../devices/kit/bytes.ts'
import { createRandom } from '../fixtures/random.ts'
import type { Sample } from '../shared/reading.ts'
import { type Figure, measure, type Run, rate, spend } from './figure.ts'

const STREAM_BYTES = 10_000_000
const BLOCK_BYTES = 1_000_000
const CHUNK_BYTES = 4096
const BYTES_PER_MB = 1_000_000
/** Two results with the same figures may be one. */
const TAKEN_AT_LEAST = 0.9

/** How fast each driver's parser takes a line of live values, on one core. Higher is better. */
export async function benchParsers(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const driver of drivers) {
    const block = encodeBlock(driver)
    pushBlock(driver, block.bytes, 1) // lets the compiler see the code once
    // A sender of HL7 takes a kilobyte to say what others say in ten bytes, once a second.
    const aim = driver.network ? '>= 2' : '>= 20'
    const about = { name: `parse ${driver.id}`, unit: 'MB/s', clock: 'cpu', aim } as const
    figures.push(await measure(about, () => parse(driver, block)))
  }
  return figures
}

async function parse(driver: Driver, block: Block): Promise<Run> {
  const rounds = Math.ceil(STREAM_BYTES / block.bytes.length)
  let given: Counts = { vital: 0, nibp: 0 }
  const spent = await spend(() => {
    given = pushBlock(driver, block.bytes, rounds)
  })
  // What is refused is read faster: the figure is of what is taken.
  for (const kind of ['vital', 'nibp'] as const)
    if (given[kind] < TAKEN_AT_LEAST * rounds * block[kind])
      throw new Error(
        `The parser of ${driver.id} took ${given[kind]} of ${rounds * block[kind]} samples “${kind}”.`,
      )
  return rate((rounds * block.bytes.length) / BYTES_PER_MB, spent, given.vital + given.nibp)
}

interface Counts {
  readonly vital: number
  readonly nibp: number
}

interface Block extends Counts {
  readonly bytes: Uint8Array
}

function pushBlock(driver: Driver, block: Uint8Array, rounds: number): Counts {
  const parser = driver.createParser()
  let vital = 0
  let nibp = 0
  for (let round = 0; round < rounds; round += 1)
    for (let from = 0; from < block.length; from += CHUNK_BYTES)
      for (const { kind } of parser.push(block.subarray(from, from + CHUNK_BYTES)))
        if (kind === 'vital') vital += 1
        else if (kind === 'nibp') nibp += 1
  return { vital, nibp }
}

/** Whole frames of what this driver's monitor measures, about a megabyte of them. */
function encodeBlock(driver: Driver): Block {
  const random = createRandom(1)
  const encoder = driver.createEncoder()
  const waveValues = Math.round((driver.stream.plethPerS * driver.stream.everyMs) / 1000)
  const frames: Uint8Array[] = []
  const counts = { vital: 0, nibp: 0 }
  let bytes = 0
  while (bytes < BLOCK_BYTES) {
    const samples: Sample[] = []
    if (waveValues > 0) {
      const values = Array.from({ length: waveValues }, () => random.next())
      samples.push({ kind: 'wave', wave: 'pleth', ratePerS: driver.stream.plethPerS, values })
    }
    for (const [vital, min, max] of ranges)
      if (driver.vitals.includes(vital)) {
        samples.push({ kind: 'vital', vital, value: random.int(min, max), quality: 'good' })
        counts.vital += 1
      }
    if (driver.vitals.includes('systolic')) {
      // A result is taken once the cuff has been at work.
      samples.push({ kind: 'device', state: 'cuffInflating' }, { kind: 'device', state: 'cuffIdle' })
      // No figures come again so soon that they would be the same measurement.
      samples.push(cuffResult(110 + (counts.nibp % 50)))
      counts.nibp += 1
    }
    const frame = encoder.encode(samples)
    frames.push(frame)
    bytes += frame.length
  }
  return { ...counts, bytes: concatBytes(frames) }
}

const ranges = [
  ['spo2', 85, 100],
  ['pulseRate', 50, 120],
  ['etco2', 30, 45],
  ['respRate', 8, 20],
] as const

function cuffResult(systolic: number): Sample {
  const diastolic = systolic - 45
  const mean = systolic - 30
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok', ageS: 5 }
}
