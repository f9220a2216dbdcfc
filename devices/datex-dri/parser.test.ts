import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../driver-test.ts'
import { writeFrame } from './frame.ts'
import { requests } from './host.ts'
import { datexDri } from './index.ts'
import { createParser } from './parser.ts'
import { at, findBasicClass, makeDisplayed, writeWord } from './record.ts'

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
  // Their heart rates are the pleth's: pulses, and the oximeter gives its own.
  expect(valuesOf(createParser().push(record(6)))).toEqual([97.88, 125, null, null])
  expect(valuesOf(createParser().push(record(5)))).toEqual([98.1, 68, null, null])
})

/** A record of the basic class with these words at these places, all else invalid. */
function displayed(words: Readonly<Partial<Record<keyof typeof at, number>>>): Uint8Array {
  const made = makeDisplayed(1, 1_773_481_267)
  const data = findBasicClass(made) ?? new Uint8Array(0)
  for (const [name, value] of Object.entries(words)) writeWord(data, at[name as keyof typeof at], value)
  return writeFrame(made)
}
const only = (vital: string, bytes: Uint8Array) =>
  createParser()
    .push(bytes)
    .find(sample => sample.kind === 'vital' && sample.vital === vital)

describe('the heart rate', () => {
  const from = (source: number, bits = 0) => 0x03 | (source << 3) | bits
  it.each([0, 1, 9])('from source %i is one', source => {
    const bytes = displayed({ ecgStatus: from(source), heartRate: 72 })
    expect(only('heartRate', bytes)).toMatchObject({ value: 72, quality: 'good' })
    expect(only('pulseRate', bytes)).toMatchObject({ value: null })
  })
  it.each([2, 5, 6, 7, 12])('from source %i is a pulse, told where the oximeter has none', source => {
    const bytes = displayed({ ecgStatus: from(source), heartRate: 72 })
    expect(only('heartRate', bytes)).toMatchObject({ value: null, quality: 'noSignal' })
    expect(only('pulseRate', bytes)).toMatchObject({ value: 72 })
    const both = displayed({ ecgStatus: from(source), heartRate: 72, pulseRate: 74 })
    expect(only('pulseRate', both)).toMatchObject({ value: 74 })
  })
  it.each([0x80, 0x100, 0x200])('with noise, artefact or learning (%i) is doubtful', bits => {
    const bytes = displayed({ ecgStatus: from(1, bits), heartRate: 72 })
    expect(only('heartRate', bytes)).toMatchObject({ value: 72, quality: 'poor' })
  })
})

describe('carbon dioxide', () => {
  const words = { co2Status: 0x03, etco2: 500, ambient: 7583, co2RespRate: 14 }
  it('is a share of the ambient pressure, in mmHg', () => {
    expect(only('etco2', displayed(words))).toMatchObject({ value: 37.9, quality: 'good' })
    expect(only('etco2', displayed({ ...words, co2Status: 0x43 }))).toMatchObject({ quality: 'poor' })
  })
  it.each([
    ['apnea, as a monitor without a patient was seen to say', { ...words, co2Status: 0x07, etco2: 1 }],
    ['calibrating', { ...words, co2Status: 0x0b }],
    ['zeroing', { ...words, co2Status: 0x13 }],
    ['occlusion', { ...words, co2Status: 0x23 }],
    ['no figure', { ...words, etco2: -32767 }],
    ['no ambient pressure', { ...words, ambient: -32764 }],
  ])('has no value: %s', (_, given) => {
    expect(only('etco2', displayed(given))).toMatchObject({ value: null, quality: 'noSignal' })
  })
  it('is not told without a module that measures', () => {
    expect(only('etco2', displayed({ ...words, co2Status: 0 }))).toBeUndefined()
    expect(only('etco2', displayed({ ...words, co2Status: 1 }))).toBeUndefined()
  })
  it('gives the respiration where the ECG has none', () => {
    expect(only('respRate', displayed(words))).toMatchObject({ value: 14 })
    expect(only('respRate', displayed({ ...words, respRate: 16 }))).toMatchObject({ value: 16 })
  })
})

describe('the same figures', () => {
  const figures = { systolic: 12_000, diastolic: 8000, mean: 9300 }
  const counts = (...records: readonly Uint8Array[]) => {
    const parser = createParser()
    return records.map(bytes => cuffsOf(parser.push(bytes)).length)
  }
  const shown = displayed(figures)
  const gone = displayed({})
  const busy = displayed({ nibpLabel: 0x20 })
  const old = displayed({ ...figures, nibpLabel: 0x100 })

  it('that were gone for a record are the same result; after "measuring" they are another', () => {
    expect(counts(gone, shown, gone, shown, shown)).toEqual([0, 1, 0, 0, 0])
    expect(counts(gone, shown, busy, shown)).toEqual([0, 1, 0, 1])
    expect(counts(gone, shown, old, shown)).toEqual([0, 1, 0, 1])
  })
  it('called old right after "measuring" tell nothing', () => {
    expect(counts(gone, shown, busy, old)).toEqual([0, 1, 0, 0])
  })
})

it('takes the time of a cuff result where the auxiliary subrecord comes along', () => {
  const withTime = (takenAtS: number) => {
    const basic = makeDisplayed(1, 1_773_481_267)
    const made = new Uint8Array(basic.length + 114)
    made.set(basic)
    writeWord(made, 0, made.length)
    // The second descriptor: where it begins behind the header, and its type; then the end of the list.
    writeWord(made, 19, basic.length - 40)
    made[21] = 4
    made[24] = 0xff
    writeWord(made, basic.length, takenAtS % 0x10000)
    writeWord(made, basic.length + 2, Math.floor(takenAtS / 0x10000))
    const data = findBasicClass(made) ?? new Uint8Array(0)
    for (const place of [at.systolic, at.diastolic])
      writeWord(data, place, place === at.systolic ? 12_000 : 8000)
    return writeFrame(made)
  }
  const parser = createParser()
  const given = [1_773_481_200, 1_773_481_200, 1_773_481_260].map(takenAtS =>
    cuffsOf(parser.push(withTime(takenAtS))),
  )
  expect(given).toMatchObject([[{ ageS: 67, standing: true }], [], [{ ageS: 7, systolic: 120 }]])
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
  const vital = (
    name: 'spo2' | 'pulseRate' | 'heartRate' | 'respRate' | 'etco2',
    value: number,
    quality: 'good' | 'poor' = 'good',
  ): Sample => {
    const given = random.chance(0.9) ? value : null
    return { kind: 'vital', vital: name, value: given, quality: given === null ? 'noSignal' : quality }
  }
  const doubt = () => random.pick(['good', 'poor'] as const)
  return [
    vital('spo2', random.int(0, 10_000) / 100),
    vital('pulseRate', random.int(0, 350)),
    vital('heartRate', random.int(0, 350), doubt()),
    vital('respRate', random.int(0, 120)),
    ...(random.chance(0.5) ? [vital('etco2', random.int(0, 150), doubt())] : []),
  ]
}
