import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { berrymedBci } from './index.ts'
import { createParser, FRAMES_PER_S, WAVE_STEPS } from './parser.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))
const read = (text: string) => createParser().push(hex(text))
const vital = (vitalId: 'spo2' | 'pulseRate', value: number | null): Sample => ({
  kind: 'vital',
  vital: vitalId,
  value,
  quality: value === null ? 'noSignal' : 'good',
})
const wave = (step: number): Sample => ({
  kind: 'wave',
  wave: 'pleth',
  ratePerS: 60,
  values: [step / 100],
})
const PACKET_1 = [wave(44), vital('spo2', 99), vital('pulseRate', 53)]

describe('packets', () => {
  it.each([
    ['85 2C 06 35 63', PACKET_1],
    ['C5 54 48 02 62', [wave(84), vital('spo2', 98), vital('pulseRate', 130)]],
    [
      '80 00 50 7F 7F',
      [{ kind: 'device', state: 'noSensor' }, vital('spo2', null), vital('pulseRate', null)],
    ],
    [
      '83 20 62 7F 7F',
      [{ kind: 'device', state: 'searching' }, wave(32), vital('spo2', null), vital('pulseRate', null)],
    ],
    [
      'A0 00 70 7F 7F',
      [{ kind: 'device', state: 'noSensor' }, vital('spo2', null), vital('pulseRate', null)],
    ],
    [
      '94 21 03 48 61',
      [{ kind: 'device', state: 'searching' }, wave(33), vital('spo2', null), vital('pulseRate', null)],
    ],
    ['63 85 2C 06 35 63 C5 54', [{ kind: 'badFrame', reason: 'framing', bytes: 1 }, ...PACKET_1]],
    ['85 2C 06 85 2C 06 35 63', [{ kind: 'badFrame', reason: 'framing', bytes: 3 }, ...PACKET_1]],
    [
      '85 2C 06 35 63 00 85 2C 06 35 63',
      [...PACKET_1, { kind: 'badFrame', reason: 'framing', bytes: 1 }, ...PACKET_1],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['A5 2C 06 35 63', 'noSensor', 'probe unplugged'],
    ['95 2C 06 35 63', 'searching', 'no signal'],
    ['85 2C 16 35 63', 'noSensor', 'no finger'],
    ['85 2C 26 35 63', 'searching', 'searching'],
  ])('%s: %s (%s alone), and no value though figures stand there', (text, state) => {
    expect(read(text)).toEqual([
      { kind: 'device', state },
      wave(44),
      vital('spo2', null),
      vital('pulseRate', null),
    ])
  })

  it('with a weak signal are poor, and steps over 100 are cut', () => {
    expect(read('81 7F 06 35 63')).toMatchObject([{ values: [1] }, { quality: 'poor' }, { quality: 'poor' }])
  })

  it.each([
    ['80 2C 06 35 63 80 2C 06 35 63', ['good', 'good', 'good', 'good']],
    ['85 2C 06 35 63 80 2C 06 35 63', ['good', 'good', 'poor', 'poor']],
  ])('%s: a strength of 0 is weak only where another was seen', (text, qualities) => {
    const vitals = read(text).flatMap(sample => (sample.kind === 'vital' ? [sample.quality] : []))
    expect(vitals).toEqual(qualities)
  })

  it('with a rate or SpO2 that no document calls valid have no value', () => {
    expect(read('85 2C 06 18 22').slice(1)).toEqual([vital('spo2', null), vital('pulseRate', null)])
  })
})

it.each([
  [60, 60],
  [100, 100],
])('of a unit that sends %i a second make a wave of %i a second', (sent, told) => {
  const parser = createParser()
  const packet = hex('85 2C 06 35 63')
  let last: Sample | undefined
  for (let n = 0; n < 5 * sent; n += 1) last = parser.push(packet, (n * 1000) / sent)[0]
  expect(last).toMatchObject({ kind: 'wave', ratePerS: told })
})

testDriver(berrymedBci, { randomGroup, captures: ['vectors-1-6'], checksum: false })

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
  const spo2 = isOn && random.chance(0.9) ? random.int(35, 100) : null
  const pulseRate = isOn && random.chance(0.9) ? random.int(25, 250) : null
  return [
    { kind: 'wave', wave: 'pleth', ratePerS: FRAMES_PER_S, values: [random.int(1, WAVE_STEPS) / WAVE_STEPS] },
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
    },
  ]
}
