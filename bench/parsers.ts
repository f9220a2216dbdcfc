import type { Driver } from '../devices/driver.ts'
import { drivers } from '../devices/index.ts'
import { concatBytes } from '../devices/kit/bytes.ts'
import { createRandom } from '../fixtures/random.ts'
import type { Sample } from '../shared/reading.ts'
import type { Figure } from './figure.ts'

const STREAM_BYTES = 20_000_000
const BLOCK_BYTES = 1_000_000
const CHUNK_BYTES = 4096
const BYTES_PER_MB = 1_000_000

/** How fast each driver's parser takes a line of live values, on one core. Higher is better. */
export async function benchParsers(): Promise<Figure[]> {
  return drivers.map(driver => ({
    name: `parse ${driver.id}`,
    value: megabytesPerS(driver),
    unit: 'MB/s',
    aim: '>= 20',
  }))
}

function megabytesPerS(driver: Driver): number {
  const block = encodeBlock(driver)
  const rounds = Math.ceil(STREAM_BYTES / block.length)
  pushBlock(driver, block, 1) // lets the compiler see the code once
  const startedAt = performance.now()
  const samples = pushBlock(driver, block, rounds)
  const seconds = (performance.now() - startedAt) / 1000
  if (samples === 0) throw new Error(`The parser of ${driver.id} gave no samples.`)
  return (rounds * block.length) / BYTES_PER_MB / seconds
}

function pushBlock(driver: Driver, block: Uint8Array, rounds: number): number {
  const parser = driver.createParser()
  let samples = 0
  for (let round = 0; round < rounds; round += 1)
    for (let from = 0; from < block.length; from += CHUNK_BYTES)
      samples += parser.push(block.subarray(from, from + CHUNK_BYTES)).length
  return samples
}

/** Whole frames of what this driver's monitor measures, about a megabyte of them. */
function encodeBlock(driver: Driver): Uint8Array {
  const random = createRandom(1)
  const encoder = driver.createEncoder()
  const waveValues = Math.round((driver.stream.plethPerS * driver.stream.everyMs) / 1000)
  const frames: Uint8Array[] = []
  let bytes = 0
  while (bytes < BLOCK_BYTES) {
    const samples: Sample[] = []
    if (waveValues > 0) {
      const values = Array.from({ length: waveValues }, () => random.next())
      samples.push({ kind: 'wave', wave: 'pleth', ratePerS: driver.stream.plethPerS, values })
    }
    samples.push({ kind: 'vital', vital: 'spo2', value: random.int(85, 100), quality: 'good' })
    samples.push({ kind: 'vital', vital: 'pulseRate', value: random.int(50, 120), quality: 'good' })
    if (driver.vitals.includes('systolic')) samples.push(cuffResult(random.int(110, 160)))
    const frame = encoder.encode(samples)
    frames.push(frame)
    bytes += frame.length
  }
  return concatBytes(frames)
}

function cuffResult(systolic: number): Sample {
  const diastolic = systolic - 45
  const mean = systolic - 30
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok', ageS: 5 }
}
