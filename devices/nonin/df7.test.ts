import { expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { format7, noninDf7, WAVE_STEPS } from './df7.ts'
import { FRAME_BYTES, FRAMES_PER_PACKET, FRAMES_PER_S, type Packet } from './packet.ts'
import { createParser } from './packet-parser.ts'

const N6 = `81 80 00 00 01 80 81 01 48 4A 80 82 02 62 66 80 83 03 21 27 80 84 04 00 08 80 85 05 4E 58 80 86 06 0F 1B
80 87 07 20 2E 80 88 08 62 72 80 89 09 62 74 80 8A 0A 62 76 80 8B 0B 00 16 80 8C 0C 00 18 80 8D 0D 00 1A
80 8E 0E 48 64 80 8F 0F 62 80 80 90 10 62 82 80 91 11 00 22 80 92 12 00 24 80 93 13 00 26 80 94 14 48 70
80 95 15 00 2A 80 96 16 48 74 80 97 17 00 2E 80 98 18 00 30`
const bytes = Uint8Array.from(N6.split(/\s+/), byte => Number.parseInt(byte, 16))

it('N6: gives every field of the packet', () => {
  const packets: Packet[] = []
  const waves: (readonly number[])[] = []
  createParser(
    (packet, raw) => {
      packets.push(packet)
      waves.push(raw.pleth)
    },
    { shape: format7, waveSteps: WAVE_STEPS },
  ).push(bytes)
  expect(packets).toEqual([
    expect.objectContaining({
      rate: 72,
      spo2: 98,
      revision: 33,
      timer: 9999,
      smartPoint: true,
      lowBattery: false,
      spo2Display: 98,
      spo2Fast: 98,
      spo2BeatToBeat: 98,
      spo2Extended: 98,
      spo2ExtendedDisplay: 98,
      rateExtended: 72,
      rateDisplay: 72,
      rateExtendedDisplay: 72,
    }),
  ])
  expect(waves[0]?.slice(0, 4)).toEqual([32_768, 33_025, 33_282, 33_539])
})

it('N6: gives its samples at the last byte', () => {
  const samples = noninDf7.createParser().push(bytes)
  expect(samples.map(({ kind }) => kind)).toEqual(['wave', 'vital', 'vital'])
  expect(samples.slice(1)).toMatchObject([{ value: 98 }, { value: 72 }])
})

it('finds the packet behind a waveform that looks like frames', () => {
  const samples = noninDf7.createParser().push(concatBytes([Uint8Array.of(0x80, 0x81, 0x82, 0x83), bytes]))
  expect(samples.filter(({ kind }) => kind === 'vital')).toHaveLength(2)
})

testDriver(noninDf7, {
  randomGroup,
  captures: ['n6-packet'],
  checksum: true,
  looseFrameBytes: FRAME_BYTES,
})

function randomGroup(random: Random): Sample[] {
  const packets = Array.from({ length: random.int(1, 2) }, () => randomPacket(random, true)).flat()
  if (random.chance(0.7)) return packets
  const state = random.pick(['noSensor', 'searching'] as const)
  return [
    { kind: 'device', state },
    ...randomPacket(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...packets,
  ]
}

function randomPacket(random: Random, isOn: boolean): Sample[] {
  const quality = random.pick(['good', 'poor'] as const)
  const spo2 = isOn && random.chance(0.9) ? random.int(0, 100) : null
  const pulseRate = isOn && random.chance(0.9) ? random.int(18, 321) : null
  return [
    {
      kind: 'wave',
      wave: 'pleth',
      ratePerS: FRAMES_PER_S,
      values: Array.from({ length: FRAMES_PER_PACKET }, () => random.int(0, WAVE_STEPS) / WAVE_STEPS),
    },
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
    },
  ]
}
