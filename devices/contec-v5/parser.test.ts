import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { contecV5 } from './index.ts'
import { createParser, FRAMES_PER_S, readFrame, WAVE_STEPS } from './parser.ts'

const none = {
  strength: 0,
  beep: false,
  spo2Dropping: false,
  searchingTooLong: false,
  searching: false,
  probeError: false,
}

describe('the test vectors (README)', () => {
  it.each([
    ['A-1', '85 33 06 41 61', { ...none, strength: 5, wave: 51, bar: 6, pulseRate: 65, spo2: 97 }, 97, 65],
    [
      'A-2',
      'C7 42 48 0A 5F',
      { ...none, strength: 7, beep: true, wave: 66, bar: 8, pulseRate: 138, spo2: 95 },
      95,
      138,
    ],
    [
      'A-3',
      '90 28 35 00 00',
      {
        ...none,
        searchingTooLong: true,
        wave: 40,
        bar: 5,
        probeError: true,
        searching: true,
        pulseRate: 0,
        spo2: 0,
      },
      null,
      null,
    ],
    [
      'A-4',
      'A4 20 03 48 58',
      { ...none, strength: 4, spo2Dropping: true, wave: 32, bar: 3, pulseRate: 72, spo2: 88 },
      88,
      72,
    ],
    [
      'A-5',
      '85 00 70 7F 7F',
      { ...none, strength: 5, wave: 0, bar: 0, searching: true, probeError: true, pulseRate: 255, spo2: 127 },
      null,
      null,
    ],
  ])('%s', (_, bytes, frame, spo2, pulseRate) => {
    expect(readFrame(hex(bytes))).toEqual(frame)
    expect(valuesOf(createParser().push(hex(bytes)))).toEqual({ spo2, pulseRate })
  })

  it('A-6: drops two bytes in front, keeps two waiting', () => {
    const parser = createParser()
    const samples = parser.push(hex('41 61 85 33 06 41 61 85 33'))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 2 })
    expect(valuesOf(samples)).toEqual({ spo2: 97, pulseRate: 65 })
    expect(parser.goodFrames).toBe(1)
    expect(valuesOf(parser.push(hex('06 41 61')))).toEqual({ spo2: 97, pulseRate: 65 })
    expect(parser.goodFrames).toBe(2)
  })

  it('A-7: an early first byte drops what came before it', () => {
    const samples = createParser().push(hex('85 33 85 33 06 41 61'))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 2 })
    expect(valuesOf(samples)).toEqual({ spo2: 97, pulseRate: 65 })
  })
})

describe('values', () => {
  it.each([
    ['searching too long alone', '95 33 06 41 61'],
    ['searching alone', '85 33 26 41 61'],
    ['probe error alone', '85 33 16 41 61'],
  ])('%s: neither value is given', (_, bytes) => {
    expect(valuesOf(createParser().push(hex(bytes)))).toEqual({ spo2: null, pulseRate: null })
  })

  it.each([
    ['rate 0', '85 33 06 00 61', { spo2: 97, pulseRate: null }],
    ['rate 255', '85 33 46 7F 61', { spo2: 97, pulseRate: null }],
    ['SpO2 0', '85 33 06 41 00', { spo2: null, pulseRate: 65 }],
    ['SpO2 101', '85 33 06 41 65', { spo2: null, pulseRate: 65 }],
  ])('%s is no value', (_, bytes, values) => {
    expect(valuesOf(createParser().push(hex(bytes)))).toEqual(values)
  })

  it('weak signal makes them poor, from the next frame on they are good again', () => {
    const qualities = createParser()
      .push(hex('81 33 06 41 61 82 33 06 41 61'))
      .flatMap(sample => (sample.kind === 'vital' ? [sample.quality] : []))
    expect(qualities).toEqual(['poor', 'poor', 'good', 'good'])
  })

  it.each([
    ['only ever 0 says nothing', '80 28 05 48 61 80 28 05 48 61', ['good', 'good', 'good', 'good']],
    ['0 after another is weak', '86 28 05 48 61 80 28 05 48 61', ['good', 'good', 'poor', 'poor']],
  ])('of strength %s', (_, bytes, qualities) => {
    const samples = createParser().push(hex(bytes))
    expect(samples.flatMap(sample => (sample.kind === 'vital' ? [sample.quality] : []))).toEqual(qualities)
  })

  it('says a change of the sensor once', () => {
    const states = createParser()
      .push(hex('85 33 16 41 61 85 33 16 41 61 85 33 26 41 61 85 33 06 41 61'))
      .flatMap(sample => (sample.kind === 'device' ? [sample.state] : []))
    expect(states).toEqual(['noSensor', 'searching', 'sensorOn'])
  })
})

it('reports a long run of noise while it lasts', () => {
  const samples = createParser().push(new Uint8Array(150))
  expect(samples).toEqual([
    { kind: 'badFrame', reason: 'framing', bytes: 64 },
    { kind: 'badFrame', reason: 'framing', bytes: 64 },
  ])
})

testDriver(contecV5, {
  randomGroup,
  captures: ['a1-a5-states', 'a6-garbage-in-front', 'a7-early-header'],
  checksum: false,
})

function randomGroup(random: Random): Sample[] {
  const frames = Array.from({ length: random.int(1, 4) }, () => randomFrame(random, true)).flat()
  if (random.chance(0.7)) return frames
  const state = random.pick(['noSensor', 'searching'] as const)
  return [
    { kind: 'device', state },
    ...randomFrame(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...frames,
  ]
}

function randomFrame(random: Random, isOn: boolean): Sample[] {
  const quality = random.pick(['good', 'poor'] as const)
  const spo2 = isOn && random.chance(0.9) ? random.int(1, 100) : null
  const pulseRate = isOn && random.chance(0.9) ? random.int(1, 254) : null
  // The quality travels with the frame: a frame without a value is sent as a good one, and a poor one needs a value.
  return [
    { kind: 'wave', wave: 'pleth', ratePerS: FRAMES_PER_S, values: [random.int(0, WAVE_STEPS) / WAVE_STEPS] },
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
    },
  ]
}

function valuesOf(samples: readonly Sample[]): Record<string, number | null> {
  return Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )
}
