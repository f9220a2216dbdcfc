import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../driver-test.ts'
import { requests } from './host.ts'
import { datexDri } from './index.ts'
import { createParser } from './parser.ts'

const file = readFileSync(new URL('../../fixtures/captures/datex-dri/vectors.bin', import.meta.url))
/** The records of the capture, each with its flags. */
const records = splitRecords(file)
const cuffsOf = (samples: readonly Sample[]) => samples.filter(({ kind }) => kind === 'nibp')
const valuesOf = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'vital' ? [sample.value] : []))

function splitRecords(bytes: Uint8Array): Uint8Array[] {
  const all: Uint8Array[] = []
  let start = 0
  for (let at = 1; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x7e) continue
    all.push(bytes.subarray(start, at + 1))
    at += 1
    start = at
  }
  return all
}

function record(index: number): Uint8Array {
  const found = records[index]
  if (!found) throw new Error(`no record ${index}`)
  return Uint8Array.from(found)
}

describe('records', () => {
  it('tell the monitor’s clock', () => {
    const parser = createParser()
    parser.push(record(0))
    expect(parser.deviceTime).toBe('2026-03-14T09:41:07')
  })

  it('with a wrong checksum give nothing but that', () => {
    const bytes = record(0)
    bytes[51] = 0x81
    expect(createParser().push(bytes)).toEqual([{ kind: 'badFrame', reason: 'checksum', bytes: 319 }])
  })

  it('cut short are dropped at the next flag, and flags alone are no loss', () => {
    const parser = createParser()
    expect(parser.push(Uint8Array.of(0x7e, 0x7e, 0x7e))).toEqual([])
    parser.push(record(0).subarray(0, 40))
    expect(parser.push(record(1)).at(0)).toMatchObject({ kind: 'badFrame', reason: 'framing', bytes: 39 })
    expect(parser.goodFrames).toBe(1)
  })

  it('that are no records of displayed values give nothing', () => {
    expect(createParser().push(requests.start)).toEqual([])
  })
})

describe('cuff results', () => {
  it('of the first record are of nobody knows when, and told once', () => {
    const parser = createParser()
    const counts = [0, 0, 0].map(index => cuffsOf(parser.push(record(index))).length)
    expect(counts).toEqual([1, 0, 0])
  })

  it('that the monitor calls old are not told', () => {
    expect(cuffsOf(createParser().push(record(3)))).toEqual([])
  })

  it('after "measuring" are new; without figures they have failed', () => {
    const parser = createParser()
    parser.push(record(2))
    expect(cuffsOf(parser.push(record(0)))).toMatchObject([{ systolic: 138, status: 'ok' }])
    parser.push(record(2))
    expect(cuffsOf(parser.push(record(1)))).toMatchObject([{ status: 'failed' }])
  })
})

it('reads values that are escaped, and the basic class behind an extended one', () => {
  expect(valuesOf(createParser().push(record(6)))).toEqual([97.88, 125, 126, null])
  expect(valuesOf(createParser().push(record(5)))).toEqual([98.1, 68, 68, null])
})

it('asks as the document does', () => {
  const text = (bytes: Uint8Array) =>
    Array.from(bytes, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
  expect(text(requests.start)).toBe(
    [
      '7E 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 00 00',
      '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 05 00 00 00 00 00 00 00 36 7E',
    ].join(' '),
  )
  expect(text(requests.cancel)).toBe(
    [
      '7E 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 00 00',
      '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 31 7E',
    ].join(' '),
  )
})

testDriver(datexDri, { randomGroup, captures: ['vectors'], checksum: true, idleByte: 0x7e })

function randomGroup(random: Random): Sample[] {
  const before = randomSet(random)
  if (random.chance(0.6)) return before
  const failed = random.chance(0.2)
  const diastolic = random.int(3000, 15_000) / 100
  const systolic = Math.round((diastolic + random.int(10, 100)) * 100) / 100
  return [
    ...before,
    { kind: 'device', state: 'cuffInflating' },
    ...randomSet(random),
    { kind: 'device', state: 'cuffIdle' },
    ...randomSet(random),
    failed
      ? {
          kind: 'nibp',
          systolic: null,
          diastolic: null,
          mean: null,
          pulseRate: null,
          status: 'failed',
          error: 'no result; see the monitor',
        }
      : {
          kind: 'nibp',
          systolic,
          diastolic,
          mean: Math.round((diastolic + 5) * 100) / 100,
          pulseRate: random.int(30, 250),
          status: 'ok',
        },
  ]
}

function randomSet(random: Random): Sample[] {
  const vital = (name: 'spo2' | 'pulseRate' | 'heartRate' | 'respRate', value: number): Sample => {
    const given = random.chance(0.9) ? value : null
    return { kind: 'vital', vital: name, value: given, quality: given === null ? 'noSignal' : 'good' }
  }
  return [
    vital('spo2', random.int(0, 10_000) / 100),
    vital('pulseRate', random.int(0, 350)),
    vital('heartRate', random.int(0, 350)),
    vital('respRate', random.int(0, 120)),
  ]
}
