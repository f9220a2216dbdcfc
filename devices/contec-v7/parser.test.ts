import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { contecV7 } from './index.ts'
import { commands, dataByte, writeCommand } from './packet.ts'
import { createParser, type Live, PACKETS_PER_S, readLive, WAVE_STEPS } from './parser.ts'

const b1 = '01 E0 85 B3 96 C1 E1 FF FF'
const quiet: Live = {
  probeError: false,
  beep: false,
  lowSpo2: false,
  searchingTooLong: false,
  strength: 0,
  searching: false,
  wave: 0,
  perfusionValid: false,
  bar: 0,
  pulseRate: 255,
  spo2: 127,
  perfusion: 0xffff,
}

describe('the test vectors (README)', () => {
  it.each([
    ['B-1', b1, { strength: 5, wave: 51, bar: 6, pulseRate: 65, spo2: 97 }, { spo2: 97, pulseRate: 65 }],
    [
      'B-2',
      '01 E0 85 AA 95 C1 E1 FF FF',
      { strength: 5, wave: 42, bar: 5, pulseRate: 65, spo2: 97 },
      { spo2: 97, pulseRate: 65 },
    ],
    [
      'B-3',
      '01 E0 84 93 92 BC E3 FF FF',
      { strength: 4, wave: 19, bar: 2, pulseRate: 60, spo2: 99 },
      { spo2: 99, pulseRate: 60 },
    ],
    [
      'B-4',
      '01 E0 C4 C4 98 BC E3 FF FF',
      { strength: 4, beep: true, wave: 68, bar: 8, pulseRate: 60, spo2: 99 },
      { spo2: 99, pulseRate: 60 },
    ],
    [
      'B-5',
      '01 E9 94 C0 95 FF FF FF FF',
      { probeError: true, searchingTooLong: true, strength: 4, wave: 64, bar: 5 },
      { spo2: null, pulseRate: null },
    ],
    [
      'B-10',
      '01 88 87 A0 85 82 DF C8 80',
      { strength: 7, wave: 32, bar: 5, perfusionValid: true, pulseRate: 130, spo2: 95, perfusion: 72 },
      { spo2: 95, pulseRate: 130, perfusionIndex: 0.72 },
    ],
  ])('%s', (_, bytes, live, values) => {
    expect(readLive(hex(bytes))).toEqual({ ...quiet, ...live })
    expect(valuesOf(createParser().push(hex(bytes)))).toEqual(values)
  })

  it.each([
    ['B-6 free', '0C 80', []],
    ['B-7 perfusion index not valid', '0E 80 81', [1]],
    ['B-8 command B3 is not supported', '0B 81 B3 85', [0xb3, 5]],
    ['B-9 model, first packet', '02 80 80 C3 CD D3 B6 B0 C3', [0, ...codes('CMS60C')]],
    ['B-9 model, continuation', '02 81 FF D7 80 80 80 80 80', [0xff, ...codes('W'), 0, 0, 0, 0, 0]],
  ])('%s: passes without a sample', (_, bytes, data) => {
    const packet = hex(bytes)
    expect(data.map((_byte, index) => dataByte(packet, index))).toEqual(data)
    const parser = createParser()
    expect(parser.push(packet)).toEqual([])
    expect(parser.goodFrames).toBe(1)
  })

  it.each([
    ['B-11: garbage in front', `E1 FF FF ${b1}`],
    ['B-12: the type byte came early', `01 E0 85 ${b1}`],
  ])('%s', (_, bytes) => {
    const samples = createParser().push(hex(bytes))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 3 })
    expect(valuesOf(samples)).toEqual({ spo2: 97, pulseRate: 65 })
  })

  it('B-13: answers between live packets disturb nothing', () => {
    const parser = createParser()
    expect(parser.push(hex(`0C 80 ${b1} 0C 80`))).toEqual(createParser().push(hex(b1)))
    expect(parser.goodFrames).toBe(3)
  })

  it('writes commands as the maker’s program does', () => {
    expect(writeCommand(commands.startLive)).toEqual(hex('7D 81 A1 80 80 80 80 80 80'))
    expect(writeCommand(commands.keepAlive)).toEqual(hex('7D 81 AF 80 80 80 80 80 80'))
    expect(writeCommand(commands.stopLive)).toEqual(hex('7D 81 A2 80 80 80 80 80 80'))
  })
})

describe('values', () => {
  it('searching without a probe error is "searching", with none', () => {
    const samples = createParser().push(hex('01 E2 85 B3 96 C1 E1 FF FF'))
    expect(samples[0]).toEqual({ kind: 'device', state: 'searching' })
    expect(valuesOf(samples)).toEqual({ spo2: null, pulseRate: null })
  })

  it('an SpO2 over 100 that is no sentinel is a bad frame', () => {
    expect(createParser().push(hex('01 E0 85 B3 96 C1 E5 FF FF'))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 9 },
    ])
  })

  it('a perfusion index over 22 % is a bad frame', () => {
    // high byte 08, low byte 99: 2201 hundredths
    expect(createParser().push(hex('01 A0 85 B3 86 C1 E1 99 88'))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 9 },
    ])
  })

  it('a packet of an unknown type is dropped, and the next is not', () => {
    const samples = createParser().push(hex(`16 80 80 ${b1}`))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 3 })
    expect(valuesOf(samples)).toEqual({ spo2: 97, pulseRate: 65 })
  })
})

const strengths = (bytes: string, parser = createParser()) => qualities(parser.push(hex(bytes)))
const unfilled = '01 E0 C0 C0 98 C8 E1 FF FF 01 E0 80 BA 97 C8 E1 FF FF'
const strong = '01 E0 85 C0 98 C8 E1 FF FF'
const zero = '01 E0 80 BA 97 C8 E1 FF FF'

describe('the signal strength (corrections of 2026-11, section 5)', () => {
  it('says nothing while a clone has only ever sent 0', () => {
    const parser = createParser()
    for (let n = 0; n < 3600; n += 1) expect(strengths(unfilled, parser)).toEqual(Array(4).fill('good'))
  })

  it('of 0 is weak once another was seen, in a search too', () => {
    expect(strengths(`${strong} ${zero}`)).toEqual(['good', 'good', 'poor', 'poor'])
    expect(strengths(`01 E2 84 B3 96 FF FF FF FF ${zero}`)).toEqual(['noSignal', 'noSignal', 'poor', 'poor'])
  })

  it('of 0 stays weak for ever on a unit that fills the field', () => {
    const parser = createParser()
    strengths(`${strong} ${strong} ${strong}`, parser)
    for (let n = 0; n < 3600; n += 1) expect(strengths(zero, parser)).toEqual(['poor', 'poor'])
  })

  it('of one damaged frame spoils ten seconds of a clone, not its session', () => {
    const parser = createParser()
    strengths(`${unfilled} ${strong}`, parser)
    for (let n = 0; n < 10 * PACKETS_PER_S; n += 1) expect(strengths(zero, parser)).toEqual(['poor', 'poor'])
    expect(strengths(zero, parser)).toEqual(['good', 'good'])
  })
})

it('reads the real recording of a CMS60C: finger out, search, a slip of the finger, search, values', () => {
  const url = new URL('../../fixtures/captures/contec-v7/contec-cms60c-2011.bin', import.meta.url)
  const parser = createParser()
  const samples = parser.push(readFileSync(url))
  // Counted by hand-written independent code when the recording was taken in.
  expect(parser.goodFrames).toBe(17 + 1177)
  expect(samples.filter(sample => sample.kind === 'wave')).toHaveLength(1177)
  expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([])
  expect(samples.flatMap(sample => (sample.kind === 'device' ? [sample.state] : []))).toEqual([
    'noSensor',
    'searching',
    'noSensor',
    'searching',
    'sensorOn',
  ])
  expect(
    samples.filter(sample => sample.kind === 'vital' && sample.vital === 'spo2' && sample.value !== null),
  ).toHaveLength(284)
  const firstPulse = samples.find(sample => sample.kind === 'vital' && sample.value !== null)
  expect(firstPulse).toEqual({ kind: 'vital', vital: 'spo2', value: 97, quality: 'good' })
  expect(valuesOf(samples)).toEqual({ spo2: 97, pulseRate: 82 })
})

testDriver(contecV7, {
  randomGroup,
  captures: [
    'b1-b4-cms50',
    'b10-perfusion-index',
    'b11-garbage-in-front',
    'b12-early-type',
    'b13-between-free',
    'aqwave-strength0',
    'contec-cms60c-2011',
  ],
  checksum: false,
})

function randomGroup(random: Random): Sample[] {
  const frames = Array.from({ length: random.int(1, 4) }, () => randomPacket(random, true)).flat()
  if (random.chance(0.7)) return frames
  const state = random.pick(['noSensor', 'searching'] as const)
  return [
    { kind: 'device', state },
    ...randomPacket(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...frames,
  ]
}

function randomPacket(random: Random, isOn: boolean): Sample[] {
  const quality = random.pick(['good', 'poor'] as const)
  const vital = (id: 'spo2' | 'pulseRate' | 'perfusionIndex', value: number): Sample =>
    isOn && random.chance(0.9)
      ? { kind: 'vital', vital: id, value, quality }
      : { kind: 'vital', vital: id, value: null, quality: 'noSignal' }
  return [
    {
      kind: 'wave',
      wave: 'pleth',
      ratePerS: PACKETS_PER_S,
      values: [random.int(0, WAVE_STEPS) / WAVE_STEPS],
    },
    vital('spo2', random.int(1, 100)),
    vital('pulseRate', random.int(1, 254)),
    ...(random.chance(0.5) ? [vital('perfusionIndex', random.int(1, 2200) / 100)] : []),
  ]
}

function valuesOf(samples: readonly Sample[]): Record<string, number | null> {
  return Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )
}

function qualities(samples: readonly Sample[]): string[] {
  return samples.flatMap(sample => (sample.kind === 'vital' ? [sample.quality] : []))
}

function codes(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}
