import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { noninDf2 } from './df2.ts'
import { FRAMES_PER_PACKET, FRAMES_PER_S, type Packet, type RawPacket, status, WAVE_STEPS } from './packet.ts'
import { createParser } from './packet-parser.ts'

// A real packet of a Nonin iPod oximeter, from the parser test of the public project edmund-troche/spo2.nonin.
const n1 =
  hex(`0181000082 0180003DBE 01800061E2 01800029AA 01800061E2 0180000081 0180000081 0180000081 01800061E2
  01800061E2 01800062E3 0180000081 0180000081 0180000081 0180003EBF 01800062E3 01800061E2 0180000081 0180000081
  0180000081 0180003DBE 0180000081 0180003EBF 0180000081 0180000081`)
const n2 = hex(`01 83 01 01 86 01 82 81 02 06 01 82 C8 5F AA 01 82 FF 30 B2 01 82 00 00 83 01 82 0A 02 8F
  01 82 14 2C C3 01 82 1E 01 A2 01 82 28 60 0B 01 82 32 5D 12 01 82 3C 5E 1D 01 82 46 00 C9 01 80 50 00 D1
  01 80 5A 01 DC 01 80 64 00 E5 01 80 6E 60 4F 01 80 78 61 5A 01 80 7F 00 00 01 80 80 00 01 01 80 81 01 03
  01 80 82 03 06 01 80 8C 01 0E 01 80 96 01 18 01 80 A0 00 21 01 80 AA 00 2B`)
const n1Values = { spo2: 97, pulseRate: 61 }
const n2Values = { spo2: 95, pulseRate: 130 }

describe('the test vectors (README)', () => {
  it('N1: a real packet, every field of it', () => {
    const { packet, raw, samples } = readWhole(n1)
    expect(packet).toEqual({
      rate: 61,
      spo2: 97,
      rateExtended: 62,
      spo2Extended: 98,
      spo2Fast: 97,
      spo2BeatToBeat: 98,
      rateDisplay: 61,
      spo2Display: 97,
      rateExtendedDisplay: 62,
      spo2ExtendedDisplay: 97,
      revision: 41,
      timer: 0,
      lowBattery: false,
      smartPoint: false,
    })
    expect(raw.status & ~status.sync).toBe(0x80)
    expect(samples).toEqual([
      { kind: 'wave', wave: 'pleth', ratePerS: 75, values: Array(25).fill(0) },
      { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
      { kind: 'vital', vital: 'pulseRate', value: 61, quality: 'good' },
    ])
  })

  it('N2: pulse over 127, low battery, a waveform with 01 in it', () => {
    const { packet, raw, samples } = readWhole(n2)
    expect(packet).toEqual({
      rate: 130,
      spo2: 95,
      rateExtended: 128,
      spo2Extended: 96,
      spo2Fast: 93,
      spo2BeatToBeat: 94,
      rateDisplay: 131,
      spo2Display: 96,
      rateExtendedDisplay: 129,
      spo2ExtendedDisplay: 97,
      revision: 48,
      timer: 300,
      lowBattery: true,
      smartPoint: false,
    })
    expect(raw.status & (status.red | status.green)).toBe(status.green)
    expect(raw.pleth.slice(0, 6)).toEqual([1, 129, 200, 255, 0, 10])
    expect(samples[0]).toEqual({ kind: 'device', state: 'lowBattery' })
    expect(valuesOf(samples)).toEqual(n2Values)
  })

  it('N3: the finger has left; the values held for display are not given', () => {
    const values = Array<number>(FRAMES_PER_PACKET).fill(0)
    // The frames that the notes state (1, 2, 3, 9, 20, 21); the others are filled in as undefined zeros.
    values[0] = 0x03
    values[1] = 0x7f
    values[2] = 0x7f
    values[8] = 0x61
    values[20] = 0x48
    const line = packetOf(values, frame => (frame === 0 ? 0x89 : 0x88), 0x80)
    expect(line.subarray(0, 15)).toEqual(hex('01 89 80 03 0D 01 88 80 7F 88 01 88 80 7F 88'))
    expect(line.subarray(95, 105)).toEqual(hex('01 88 80 00 09 01 88 80 48 51'))
    const { packet, samples } = readWhole(line)
    expect(packet).toMatchObject({ rate: null, spo2: null, spo2Display: 97, rateDisplay: 72 })
    expect(samples[0]).toEqual({ kind: 'device', state: 'noSensor' })
    expect(valuesOf(samples)).toEqual({ spo2: null, pulseRate: null })
  })

  it('N4: a bad checksum costs its packet and not the alignment', () => {
    const bad = Uint8Array.from(n1)
    bad.set(hex('01 80 00 61 E3'), 10)
    const samples = createParser().push(concatBytes([bad, n2]))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'checksum', bytes: 5 })
    expect(samples.slice(1)).toEqual(createParser().push(n2))
  })

  it('N5: garbage in front', () => {
    const samples = createParser().push(concatBytes([hex('61 E2 01 80 00'), n1]))
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 5 })
    expect(valuesOf(samples)).toEqual(n1Values)
  })
})

it('noise that makes a good frame with the first byte of a real one does not cost it', () => {
  const samples = createParser().push(concatBytes([hex('01 80 00 80'), n1]))
  expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 4 })
  expect(valuesOf(samples)).toEqual(n1Values)
})

describe('values', () => {
  const good = { status: 0x82, rate: 72, spo2: 98 }

  it.each([
    ['sensor alarm', { ...good, status: 0x8a }, 'noSensor'],
    ['sensor unplugged', { ...good, status: 0xc2 }, 'noSensor'],
    ['out of track', { ...good, status: 0x92 }, 'searching'],
  ])('%s: missing at once, whatever the numbers say', (_, content, state) => {
    const samples = createParser().push(simplePacket(content))
    expect(samples[0]).toEqual({ kind: 'device', state })
    expect(valuesOf(samples)).toEqual({ spo2: null, pulseRate: null })
  })

  it('one frame with a sensor alarm is enough', () => {
    const line = packetOf(valuesFor(72, 98), frame => (frame === 0 ? 0x81 : frame === 24 ? 0x88 : 0x80), 0)
    expect(valuesOf(createParser().push(line))).toEqual({ spo2: null, pulseRate: null })
  })

  it.each([
    ['yellow perfusion', 0x86],
    ['red perfusion', 0x84],
    ['artifact', 0xa2],
  ])('%s: poor, but given', (_, bits) => {
    expect(
      createParser()
        .push(simplePacket({ ...good, status: bits }))
        .slice(1),
    ).toEqual([
      { kind: 'vital', vital: 'spo2', value: 98, quality: 'poor' },
      { kind: 'vital', vital: 'pulseRate', value: 72, quality: 'poor' },
    ])
  })

  it('511 and 127 are no values, and no change of the sensor', () => {
    const samples = createParser().push(simplePacket({ ...good, rate: 511, spo2: 127 }))
    expect(samples.slice(1)).toEqual([
      { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' },
      { kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal' },
    ])
  })

  it.each([
    ['pulse 17', { ...good, rate: 17 }],
    ['pulse 322', { ...good, rate: 322 }],
    ['SpO2 101', { ...good, spo2: 101 }],
  ])('%s is outside the specification: a bad frame', (_, content) => {
    const parser = createParser()
    expect(parser.push(simplePacket(content))).toEqual([{ kind: 'badFrame', reason: 'range', bytes: 125 }])
    expect(parser.goodFrames).toBe(0)
  })
  it.each([18, 321])('pulse %i is inside it', rate => {
    expect(valuesOf(createParser().push(simplePacket({ ...good, rate })))).toEqual({
      spo2: 98,
      pulseRate: rate,
    })
  })
})

describe('packets that are not whole', () => {
  it('never mixes two: a frame lost without a trace costs both packets it stood between', () => {
    const samples = createParser().push(concatBytes([n1, n1.subarray(0, 120), n2, n1]))
    expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 120 },
    ])
    expect(samples.flatMap(sample => (sample.kind === 'vital' ? [sample.value] : []))).toEqual([
      97, 61, 95, 130, 97, 61,
    ])
  })

  it('a first frame lost: its packet is reported as dropped', () => {
    const samples = createParser().push(concatBytes([n1, n1.subarray(5), n2]))
    expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 120 },
    ])
  })

  it('a line opened in mid-packet drops the rest of it without a word', () => {
    expect(createParser().push(concatBytes([n1.subarray(55), n2]))).toEqual(createParser().push(n2))
  })

  it('a byte lost at the end of a packet does not cost the next one', () => {
    // The first byte of the next packet then stands where the checksum should be.
    const samples = createParser().push(concatBytes([n1.subarray(0, 124), n2]))
    expect(valuesOf(samples)).toEqual(n2Values)
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 4 })
  })

  it('a damaged frame in which another might begin is settled by the frame after it', () => {
    const bad = Uint8Array.from(n2)
    bad[4] = 0x87 // the frame is 01 83 01 01 87: "01 87" could be a beginning
    const samples = createParser().push(concatBytes([n1, bad, n1]))
    expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([
      { kind: 'badFrame', reason: 'checksum', bytes: 5 },
    ])
  })
})

testDriver(noninDf2, {
  randomGroup,
  captures: [
    'n1-ipod-packet',
    'n2-high-pulse-low-battery',
    'n3-finger-left',
    'n4-bad-checksum',
    'n5-garbage-in-front',
  ],
  checksum: true,
})

function randomGroup(random: Random): Sample[] {
  const packets = Array.from({ length: random.int(1, 2) }, () => randomPacket(random, true)).flat()
  if (random.chance(0.6)) return packets
  if (random.chance(0.3))
    return [
      { kind: 'device', state: 'lowBattery' },
      ...packets,
      { kind: 'device', state: 'batteryOk' },
      ...randomPacket(random, true),
    ]
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
  const values = Array.from({ length: FRAMES_PER_PACKET }, () => random.int(0, WAVE_STEPS) / WAVE_STEPS)
  const vital = (id: 'spo2' | 'pulseRate', value: number): Sample =>
    isOn && random.chance(0.9)
      ? { kind: 'vital', vital: id, value, quality }
      : { kind: 'vital', vital: id, value: null, quality: 'noSignal' }
  return [
    { kind: 'wave', wave: 'pleth', ratePerS: FRAMES_PER_S, values },
    vital('spo2', random.int(0, 100)),
    vital('pulseRate', random.int(18, 321)),
  ]
}

/** Reads a line that must hold exactly one packet. */
function readWhole(line: Uint8Array): { packet: Packet; raw: RawPacket; samples: Sample[] } {
  const packets: { packet: Packet; raw: RawPacket }[] = []
  const samples = createParser((packet, raw) => packets.push({ packet, raw })).push(line)
  expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([])
  const [first, ...more] = packets
  if (!first || more.length > 0) throw new Error(`The line holds ${packets.length} packets.`)
  return { ...first, samples }
}

function simplePacket(content: { status: number; rate: number; spo2: number }): Uint8Array {
  const bits = (frame: number) => content.status | (frame === 0 ? status.sync : 0)
  return packetOf(valuesFor(content.rate, content.spo2), bits, 0)
}

function valuesFor(rate: number, spo2: number): number[] {
  return [rate >> 7, rate & 0x7f, spo2, ...Array<number>(22).fill(0)]
}

function packetOf(values: readonly number[], statusOf: (frame: number) => number, pleth: number): Uint8Array {
  return Uint8Array.from(
    values.flatMap((value, frame) => {
      const bits = statusOf(frame)
      return [1, bits, pleth, value, (1 + bits + pleth + value) & 0xff]
    }),
  )
}

function valuesOf(samples: readonly Sample[]): Record<string, number | null> {
  return Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )
}
