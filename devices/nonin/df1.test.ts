import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { noninDf1 } from './df1.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))

describe('frames (N8)', () => {
  it.each([
    ['80 48 61', 72, 97, [], 'good'],
    ['81 0A 5C', 138, 92, [], 'good'],
    ['E3 7F 7F', null, null, ['noSensor'], 'noSignal'],
    ['94 3C 5E', 60, 94, [], 'poor'],
  ] as const)('%s', (text, rate, spo2, states, quality) => {
    const samples = noninDf1.createParser().push(hex(text))
    expect(samples).toEqual([
      ...states.map(state => ({ kind: 'device', state })),
      { kind: 'vital', vital: 'spo2', value: spo2, quality },
      { kind: 'vital', vital: 'pulseRate', value: rate, quality },
    ])
  })

  it.each([
    ['90 48 61', 'low perfusion'],
    ['88 48 61', 'marginal perfusion'],
    ['84 48 61', 'bad pulse'],
  ])('%s: poor (%s alone)', text => {
    expect(noninDf1.createParser().push(hex(text))).toMatchObject([
      { value: 97, quality: 'poor' },
      { value: 72, quality: 'poor' },
    ])
  })

  it('A0 48 61: searching (out of track alone), and no value though figures stand there', () => {
    expect(noninDf1.createParser().push(hex('A0 48 61'))).toMatchObject([
      { kind: 'device', state: 'searching' },
      { value: null },
      { value: null },
    ])
  })

  it('with figures that no oximeter has are told as such', () => {
    expect(noninDf1.createParser().push(hex('80 05 61'))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 3 },
    ])
  })
})

it('tells format 8 apart by a bad frame before each further one: such a line never earns trust', () => {
  // N7, finger gone: only the fourth byte, which format 1 has not, says that the values are held.
  const parser = noninDf1.createParser()
  for (let frame = 0; frame < 10; frame += 1) {
    const samples = parser.push(hex('80 48 61 08'))
    expect(samples.some(({ kind }) => kind === 'badFrame')).toBe(frame > 0)
  }
})

testDriver(noninDf1, { randomGroup, captures: ['n8-frames'], checksum: false })

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
  const spo2 = isOn && random.chance(0.9) ? random.int(0, 100) : null
  const pulseRate = isOn && random.chance(0.9) ? random.int(18, 321) : null
  return [
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
    },
  ]
}
