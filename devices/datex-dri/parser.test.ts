import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
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
/** A record of the basic class with this group at its place, all else invalid. */
function withGroup(place: number, group: string): Uint8Array {
  const made = makeDisplayed(1, 1_773_481_267)
  findBasicClass(made)?.set(hex(group), place)
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
  const read = (group: string) => createParser().push(withGroup(at.co2Status, group))
  const told = (samples: readonly Sample[]) =>
    samples.flatMap(sample =>
      sample.kind === 'vital' && (sample.vital === 'etco2' || sample.vital === 'respRate')
        ? [[sample.vital, sample.value, sample.quality]]
        : [],
    )
  // Corrections of 2026-11, section 1: the first two are real.
  it.each([
    ['apnea deactivated', '07 01 00 00 09 00 E7 01 1A 00 0F 00 AE 1D', 15, 37],
    ['apnea deactivated', '07 01 00 00 09 00 63 01 0D 00 10 00 AE 1D', 16, 27],
    ['apnea', '07 00 00 00 09 00 00 00 00 00 00 00 AE 1D', 0, null],
    ['apnea from respiration', '83 00 00 00 0A 00 A4 01 14 00 00 00 B0 1D', 0, 31.9],
    ['occlusion', '23 00 00 00 09 00 02 80 02 80 02 80 B0 1D', null, null],
    ['zeroing: the zeros are no values', '13 00 00 00 09 00 00 00 00 00 00 00 B0 1D', null, null],
    ['apnea from respiration, deactivated', '83 01 00 00 09 00 C7 01 14 00 0E 00 B1 1D', 14, 34.6],
  ])('in %s (%s): rate %s, end-tidal %s', (_, group, rate, endTidal) => {
    const quality = (value: number | null) => (value === null ? 'noSignal' : 'good')
    expect(told(read(group))).toEqual([
      ['respRate', rate, quality(rate)],
      ['etco2', endTidal, quality(endTidal)],
    ])
  })
  it('without a module tells nothing of it', () => {
    expect(told(read('00 00 00 00 0A 00 01 80 01 80 01 80 01 80'))).toEqual([['respRate', null, 'noSignal']])
  })
  it('in apnea of the airway is no breath, though the chest moves', () => {
    expect(only('respRate', displayed({ ...words, respRate: 17, co2Status: 0x07 }))).toMatchObject({
      value: 0,
      quality: 'good',
    })
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

/** A cuff's group, and what is new in each of a line of records. */
const cuffGroup = (text: string) => withGroup(at.nibpLabel - 4, text)
const newsOf = (groups: readonly string[]) => {
  const parser = createParser()
  return groups.map(text =>
    cuffsOf(parser.push(cuffGroup(text))).map(sample =>
      sample.kind === 'nibp' && sample.status === 'ok'
        ? `${sample.systolic}/${sample.diastolic} (${sample.mean})${sample.standing ? ' standing' : ''}`
        : 'failed',
    ),
  )
}

describe('a real run of the cuff (S/5, seconds from the first record)', () => {
  const run = [
    ['0', '03 00 00 00 2B 01 FC 21 D4 17 84 1C 01 80', []],
    ['8', '03 00 00 00 2B 00 98 21 A8 16 BC 1B 01 80', ['86/58 (71)']],
    ['10', '03 00 00 00 0B 00 98 21 A8 16 BC 1B 01 80', []],
    ['69', '03 00 00 00 0B 01 98 21 A8 16 BC 1B 01 80', []],
    ['131', '03 00 00 00 2B 01 98 21 A8 16 BC 1B 01 80', []],
    ['159', '03 00 00 00 2B 00 8C 23 44 16 F4 1A 01 80', ['91/57 (69)']],
    ['160', '03 00 00 00 0B 00 8C 23 44 16 F4 1A 01 80', []],
    ['220', '03 00 00 00 0B 01 8C 23 44 16 F4 1A 01 80', []],
    ['281', '03 00 00 00 2B 01 8C 23 44 16 F4 1A 01 80', []],
    ['309', '03 00 00 00 0B 00 DC 1E 7C 15 64 19 01 80', ['79/55 (65)']],
  ] as const
  const groups = run.map(([, group]) => group)

  it('gives each result once, when it comes', () => {
    expect(newsOf(groups)).toEqual(run.map(([, , news]) => news))
  })
  it.each([
    [1, 2, '86/58 (71)'],
    [5, 5, '91/57 (69)'],
  ])('gives the result a record later where record %i was not asked for', (left, place, news) => {
    expect(newsOf(groups.toSpliced(left, 1))[left === place ? left : place - 1]).toEqual([news])
  })
})

describe('a run that gave nothing', () => {
  const busy = '03 00 00 00 2B 01 B8 24 9C 18 14 1E 01 80'
  const old = '03 00 00 00 0B 01 B8 24 9C 18 14 1E 01 80'
  const young = '03 00 00 00 0B 00 B8 24 9C 18 14 1E 01 80'
  const busyYoung = '03 00 00 00 2B 00 B8 24 9C 18 14 1E 01 80'
  const other = '03 00 00 00 0B 00 DC 1E 7C 15 64 19 01 80'
  const otherOld = '03 00 00 00 0B 01 DC 1E 7C 15 64 19 01 80'
  const none = '03 00 00 00 0B 00 01 80 01 80 01 80 01 80'

  it('leaves the old figures, which are no new reading', () => {
    expect(newsOf([old, busy, old, old, old])).toEqual([[], [], [], ['failed'], []])
    expect(newsOf([young, busyYoung, young, young])).toEqual([['94/63 (77) standing'], [], [], ['failed']])
  })
  it('has failed at once where the figures go, and where the next run begins', () => {
    expect(newsOf([old, busy, none, none])).toEqual([[], [], ['failed'], []])
    expect(newsOf([old, busy, old, busy, old, old])).toEqual([[], [], [], ['failed'], [], ['failed']])
  })
  it('may have its figures in the record after "measuring"', () => {
    expect(newsOf([old, busy, old, other, other])).toEqual([[], [], [], ['79/55 (65)'], []])
    expect(newsOf([old, busy, old, young])).toEqual([[], [], [], ['94/63 (77)']])
  })
  it('under way when the line was opened tells what stands there at its end, of nobody knows when', () => {
    expect(newsOf([busyYoung, young, young])).toEqual([[], ['94/63 (77) standing'], []])
    expect(newsOf([busy, old, old])).toEqual([[], [], []])
  })
  it('does not hide a result that no run was seen of', () => {
    expect(newsOf([old, other])).toEqual([[], ['79/55 (65)']])
    expect(newsOf([old, otherOld, otherOld])).toEqual([[], ['79/55 (65) standing'], []])
  })
})

it.each([
  ['4B', 'held for a blood sample'],
  ['8B', 'calibrating'],
])('a cuff that is tight for something else (label %s) measures nothing', (label, detail) => {
  const parser = createParser()
  const held = cuffGroup(`03 00 00 00 ${label} 00 B8 24 9C 18 14 1E 01 80`)
  const idle = cuffGroup('03 00 00 00 0B 01 B8 24 9C 18 14 1E 01 80')
  const told = [held, held, idle, idle].map(bytes =>
    parser.push(bytes).filter(({ kind }) => kind === 'device' || kind === 'nibp'),
  )
  expect(told).toEqual([
    [{ kind: 'device', state: 'cuffInflating', detail }],
    [],
    [{ kind: 'device', state: 'cuffIdle' }],
    [],
  ])
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

testDriver(datexDri, {
  randomGroup,
  captures: [
    'vectors',
    's5-patient',
    's5-patient-short',
    'co2-apnea-deactivated',
    'cuff-stopped-within-60s',
    'cuff-stopped-after-60s',
  ],
  checksum: true,
  idleByte: 0x7e,
})

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
