import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { noninDf8 } from './df8.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))

describe('frames (N7)', () => {
  it.each([
    ['80 48 61 20', 72, 97, [], 'good'],
    ['81 02 5F 00', 130, 95, [], 'good'],
    ['A3 7F 7F 08', null, null, ['noSensor'], 'noSignal'],
    ['90 48 61 09', null, null, ['noSensor', 'lowBattery'], 'noSignal'],
    ['8C 50 5A 00', 80, 90, [], 'poor'],
  ] as const)('%s', (text, rate, spo2, states, quality) => {
    const samples = noninDf8.createParser().push(hex(text))
    expect(samples).toEqual([
      ...states.map(state => ({ kind: 'device', state })),
      { kind: 'vital', vital: 'spo2', value: spo2, quality },
      { kind: 'vital', vital: 'pulseRate', value: rate, quality },
    ])
  })

  it.each([
    ['90 48 61 00', 'low perfusion'],
    ['88 48 61 00', 'marginal perfusion'],
    ['84 48 61 00', 'artifact'],
  ])('%s: poor (%s alone)', text => {
    expect(noninDf8.createParser().push(hex(text))).toMatchObject([
      { value: 97, quality: 'poor' },
      { value: 72, quality: 'poor' },
    ])
  })

  it('A0 48 61 00: searching (out of track alone), and no value though figures stand there', () => {
    expect(noninDf8.createParser().push(hex('A0 48 61 00'))).toMatchObject([
      { kind: 'device', state: 'searching' },
      { value: null },
      { value: null },
    ])
  })

  it('with figures that no oximeter has are told as such', () => {
    expect(noninDf8.createParser().push(hex('80 05 61 00'))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 4 },
    ])
  })
})

testDriver(noninDf8, { randomGroup, captures: ['n7-frames'], checksum: false })

function randomGroup(random: Random): Sample[] {
  const frames = Array.from({ length: random.int(1, 4) }, () => randomFrame(random, true)).flat()
  if (random.chance(0.7)) return frames
  const state = random.pick(['noSensor', 'searching'] as const)
  const battery = random.chance(0.5)
  return [
    { kind: 'device', state },
    ...(battery ? [{ kind: 'device', state: 'lowBattery' } as const] : []),
    ...randomFrame(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...(battery ? [{ kind: 'device', state: 'batteryOk' } as const] : []),
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
