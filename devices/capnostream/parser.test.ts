import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { commands, writeFrame } from './frame.ts'
import { capnostream } from './index.ts'
import { createParser, WAVE_PER_S } from './parser.ts'

const read = (text: string) => createParser().push(hex(text))
const valuesOf = (samples: readonly Sample[]) =>
  Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )
const statesOf = (samples: readonly Sample[]) => samples.filter(({ kind }) => kind === 'device')
const all = (
  spo2: number | null,
  pulseRate: number | null,
  etco2: number | null,
  respRate: number | null,
) => ({
  spo2,
  pulseRate,
  etco2,
  respRate,
})
const NUMERICS =
  '85 1C 01 69 B5 2D 33 26 00 0E 61 48 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 61'
/** Numerics a number of seconds after those, with other bytes at these places (counted from 1, as in the document). */
function numerics(seconds: number, others: Readonly<Record<number, number>> = {}): Uint8Array {
  const bytes = [...hex(NUMERICS).subarray(3, -1)]
  bytes[3] = (bytes[3] ?? 0) + seconds
  for (const [place, byte] of Object.entries(others)) bytes[Number(place) - 1] = byte
  return writeFrame(1, bytes)
}
const wave = (status: number) => writeFrame(0, [0, 0x24, 0x40, status])

describe('the vectors of the document', () => {
  it.each([
    ['values', NUMERICS, all(97, 72, 38, 14), []],
    [
      'sensor disconnected',
      '85 1C 01 69 B5 2D 34 26 00 0E FF FF 00 00 00 00 00 40 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 0F',
      all(null, null, 38, 14),
      [{ kind: 'device', state: 'noSensor', detail: 'sensor disconnected' }],
    ],
    [
      'sensor off the patient, digits still there',
      '85 1C 01 69 B5 2D 35 26 00 0E 60 4A 00 00 00 00 00 20 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 44',
      all(null, null, 38, 14),
      [{ kind: 'device', state: 'noSensor' }],
    ],
    [
      'pulse not found',
      '85 1C 01 69 B5 2D 36 26 00 0E FF FF 00 00 00 00 00 01 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 4C',
      all(null, null, 38, 14),
      [{ kind: 'device', state: 'searching' }],
    ],
    [
      'no breath: a rate of 0 is a value',
      '85 1C 01 69 B5 2D 37 00 00 00 61 48 00 00 00 00 01 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 4C',
      all(97, 72, 0, 0),
      [],
    ],
    [
      'no CO2',
      '85 1C 01 69 B5 2D 38 FF FF FF 61 48 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 BD',
      all(97, 72, null, null),
      [],
    ],
    [
      'kPa',
      '85 1C 01 69 B5 2D 39 33 01 0C 61 48 00 00 00 00 00 00 1E 50 14 1E 05 0B 64 5A 8C 32 02 00 0A',
      all(97, 72, 38, 12),
      [],
    ],
    [
      'vol%, which is no pressure',
      '85 1C 01 69 B5 2D 3A 31 00 0C 61 48 00 00 00 00 00 00 1E 4F 14 1E 05 0B 64 5A 8C 32 03 00 14',
      all(97, 72, null, 12),
      [{ kind: 'device', state: 'sensorOn', detail: 'CO2 in vol%: set the monitor to mmHg or kPa' }],
    ],
    [
      'an escaped pulse',
      '85 1C 01 69 B5 2D 40 26 00 0E 5D 80 05 00 00 00 00 00 0C 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 EF',
      all(93, 133, 38, 14),
      [],
    ],
    [
      'an escaped checksum',
      '85 1C 01 69 B5 2D 41 26 00 0E 5F 58 00 00 00 00 00 00 1A 3C 0F 1E 05 40 64 5A 78 32 01 00 80 05',
      all(95, 88, 38, 14),
      [],
    ],
    [
      'two bytes more, of newer software',
      '85 1E 01 69 B5 2D 4A 26 00 0E 63 48 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 00 07 1F',
      all(99, 72, 38, 14),
      [],
    ],
  ] as const)('%s', (_, text, values, states) => {
    const parser = createParser()
    const samples = parser.push(hex(text))
    expect(valuesOf(samples)).toEqual(values)
    expect(statesOf(samples)).toEqual(states)
    expect(samples.filter(({ kind }) => kind === 'badFrame')).toEqual([])
    expect(parser.goodFrames).toBe(1)
    const bytewise = createParser()
    expect([...hex(text)].flatMap(byte => bytewise.push(Uint8Array.of(byte)))).toEqual(samples)
  })

  it.each([
    [
      'a wrong checksum',
      '85 1C 01 69 B5 2D 33 26 00 0E 58 48 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 49',
      'checksum',
    ],
    ['too short a body', '85 15 01 69 B5 2D 44 26 00 0E 61 48 00 00 00 00 00 00 1E 3C 0F 1E 05 96', 'range'],
  ])('%s is refused', (_, text, reason) => {
    expect(read(text)).toEqual([{ kind: 'badFrame', reason, bytes: expect.any(Number) }])
  })

  it('split between an escape and what it escapes, it is one message', () => {
    const bytes = hex(
      '85 1C 01 69 B5 2D 42 26 00 0E 61 80 00 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 D8',
    )
    const parser = createParser()
    expect(parser.push(bytes.subarray(0, 12))).toEqual([])
    expect(valuesOf(parser.push(bytes.subarray(12)))).toEqual(all(97, 128, 38, 14))
  })

  it('a frame cut short by the next costs nothing of it', () => {
    const samples = read(
      '85 1C 01 69 B5 2D 33 26 00 0E 61 48 85 1C 01 69 B5 2D 43 26 00 0E 62 46 00 00 00 00 00 00 1E 3C 0F 1E 05 08 64 5A 8C 32 01 00 1C',
    )
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 12 })
    expect(valuesOf(samples)).toEqual(all(98, 70, 38, 14))
  })

  it('a wave sample behind the rest of a frame is drawn', () => {
    expect(read('05 61 12 85 05 00 11 21 80 00 00 B5')).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 3 },
      { kind: 'wave', wave: 'co2', ratePerS: WAVE_PER_S, values: [0.335] },
    ])
    expect(read('85 05 00 15 24 40 08 7C')).toMatchObject([{ values: [0.3625] }])
  })

  it.each([
    ['85 05 00 12 00 00 41 56', 'CO2 sampling line not connected'],
    ['85 05 00 13 00 00 03 15', 'CO2 warming up'],
    ['85 05 00 14 00 00 05 14', 'CO2 gas line blocked'],
  ])('%s: %s, and no CO2 in the numerics after it', (text, detail) => {
    const parser = createParser()
    expect(parser.push(hex(text)), 'nothing to draw').toEqual([])
    const samples = parser.push(hex(NUMERICS))
    expect(statesOf(samples)).toEqual([{ kind: 'device', state: 'sensorOn', detail }])
    expect(valuesOf(samples)).toEqual(all(97, 72, null, null))
    parser.push(wave(0x08))
    const again = parser.push(numerics(1))
    expect(statesOf(again)).toEqual([{ kind: 'device', state: 'sensorOn' }])
    expect(valuesOf(again)).toEqual(all(97, 72, 38, 14))
  })

  it.each([
    ['a stored trend', '85 0C 37 01 01 69 B3 EF C0 28 00 0D 62 42 CB'],
    ['an unknown code', '85 03 3C 04 02 39'],
    [
      'the device message',
      '85 1F 04 56 34 35 2E 36 37 20 30 32 2F 32 34 2F 32 30 30 38 20 42 33 35 35 39 38 37 36 35 34 20 20 1D',
    ],
  ])('%s is good and tells nothing', (_, text) => {
    const parser = createParser()
    expect(parser.push(hex(text))).toEqual([])
    expect(parser.goodFrames).toBe(1)
  })

  it('the commands are those of the document', () => {
    expect(commands).toEqual({
      enable: hex('85 01 01 00'),
      disable: hex('85 01 02 03'),
      start: hex('85 01 04 05'),
      stop: hex('85 01 05 04'),
    })
  })
})

describe('what qualifies the values', () => {
  it.each([
    [0x80, 0, 'CO2 malfunction'],
    [0x20, 0, 'CO2 line being purged'],
    [0, 0x04, 'CO2 pump off'],
  ])('wave status %i, extended status %i: none, for %s', (status, extended, detail) => {
    const parser = createParser()
    parser.push(wave(status))
    const samples = parser.push(numerics(1, { 27: extended }))
    expect(statesOf(samples)).toEqual([{ kind: 'device', state: 'sensorOn', detail }])
    expect(valuesOf(samples)).toEqual(all(97, 72, null, null))
  })

  it.each([1, 2])('a check that is due (extended status %i) makes EtCO2 doubtful', extended => {
    const samples = createParser().push(numerics(1, { 27: extended }))
    expect(samples.find(sample => sample.kind === 'vital' && sample.vital === 'etco2')).toMatchObject({
      value: 38,
      quality: 'poor',
    })
  })

  it('in self-maintenance the last values grow old, and after 30 s there are none', () => {
    const parser = createParser()
    parser.push(numerics(0))
    parser.push(wave(0x11))
    const none = { 5: 0xff, 6: 0xff, 7: 0xff }
    expect(valuesOf(parser.push(numerics(10, none)))).toEqual({ spo2: 97, pulseRate: 72 })
    expect(valuesOf(parser.push(numerics(30, none)))).toEqual({ spo2: 97, pulseRate: 72 })
    expect(valuesOf(parser.push(numerics(31, none)))).toEqual(all(97, 72, null, null))
    parser.push(wave(0))
    expect(valuesOf(parser.push(numerics(32)))).toEqual(all(97, 72, 38, 14))
  })

  it('digits that stand still in self-maintenance are the last ones too; moving ones are of now', () => {
    const parser = createParser()
    parser.push(numerics(0))
    parser.push(wave(0x11))
    expect(valuesOf(parser.push(numerics(1)))).toEqual(all(97, 72, 38, 14))
    expect(valuesOf(parser.push(numerics(30)))).toEqual(all(97, 72, 38, 14))
    expect(valuesOf(parser.push(numerics(31)))).toEqual(all(97, 72, null, null))
    expect(valuesOf(parser.push(numerics(60)))).toEqual(all(97, 72, null, null))
    expect(valuesOf(parser.push(numerics(61, { 5: 39 })))).toMatchObject({ spo2: 97, etco2: 39 })
    parser.push(wave(0))
    expect(valuesOf(parser.push(numerics(62)))).toEqual(all(97, 72, 38, 14))
  })

  it('tells the reasons of both sides at once, and a low battery', () => {
    const parser = createParser()
    parser.push(wave(0x40))
    expect(statesOf(parser.push(numerics(1, { 15: 0x40, 27: 0x80 })))).toEqual([
      {
        kind: 'device',
        state: 'noSensor',
        detail: 'sensor disconnected; CO2 sampling line not connected',
      },
      { kind: 'device', state: 'lowBattery' },
    ])
  })

  it('zeros of the oximeter are no values', () => {
    expect(valuesOf(createParser().push(numerics(1, { 8: 0, 9: 0 })))).toEqual(all(null, null, 38, 14))
  })
})

describe('messages that are not what they seem', () => {
  it.each([
    ['no such unit', { 26: 4 }],
    ['no such SpO2', { 8: 101 }],
  ])('%s: refused', (_, others) => {
    expect(createParser().push(numerics(1, others))).toMatchObject([{ kind: 'badFrame', reason: 'range' }])
  })

  it('a clock that jumps once is a shifted message, twice it was set', () => {
    const parser = createParser()
    const jumped = (seconds: number) => numerics(seconds, { 3: 0x2e })
    const good = [numerics(0), jumped(1), numerics(2), jumped(3), jumped(4), numerics(5), jumped(6)].map(
      bytes => valuesOf(parser.push(bytes))['spo2'] === 97,
    )
    expect(good).toEqual([true, false, true, false, true, false, true])
  })

  it('a frame that stands still for a second is given up', () => {
    const parser = createParser()
    const bytes = numerics(0)
    parser.push(bytes.subarray(0, 10), 0)
    expect(parser.push(bytes.subarray(10), 1500).filter(({ kind }) => kind === 'vital')).toEqual([])
    expect(valuesOf(parser.push(bytes, 2000))).toEqual(all(97, 72, 38, 14))
  })

  it('tells the monitor’s clock', () => {
    const parser = createParser()
    parser.push(hex(NUMERICS))
    expect(parser.deviceTime).toBe('2026-03-14T09:41:07')
  })
})

testDriver(capnostream, { randomGroup, captures: ['vectors'], checksum: true })

function randomGroup(random: Random): Sample[] {
  const sets = Array.from({ length: random.int(1, 3) }, () => randomSet(random, true)).flat()
  if (random.chance(0.7)) return sets
  const state: Sample = random.pick([
    { kind: 'device', state: 'noSensor' },
    { kind: 'device', state: 'noSensor', detail: 'sensor disconnected' },
    { kind: 'device', state: 'searching' },
  ] as const)
  // A state is told with the numerics, behind the wave.
  const [off, on] = [randomSet(random, false), randomSet(random, true)]
  const withState = (set: readonly Sample[], states: readonly Sample[]) => [
    ...set.filter(({ kind }) => kind === 'wave'),
    ...states,
    ...set.filter(({ kind }) => kind !== 'wave'),
  ]
  return [
    ...withState(off, [state, { kind: 'device', state: 'lowBattery' }]),
    ...withState(on, [
      { kind: 'device', state: 'sensorOn' },
      { kind: 'device', state: 'batteryOk' },
    ]),
    ...sets,
  ]
}

function randomSet(random: Random, isOn: boolean): Sample[] {
  const vital = (
    id: 'spo2' | 'pulseRate' | 'etco2' | 'respRate',
    value: number | null,
    quality: 'good' | 'poor' = 'good',
  ): Sample => ({ kind: 'vital', vital: id, value, quality: value === null ? 'noSignal' : quality })
  const some = (value: number) => (random.chance(0.9) ? value : null)
  const waves = Array.from({ length: random.int(0, 5) }, (): Sample => {
    const values = [random.int(0, 25_600) / 25_600]
    return { kind: 'wave', wave: 'co2', ratePerS: WAVE_PER_S, values }
  })
  return [
    ...waves,
    vital('spo2', isOn ? some(random.int(1, 100)) : null),
    vital('pulseRate', isOn ? some(random.int(1, 254)) : null),
    vital('etco2', some(random.int(0, 150)), random.pick(['good', 'poor'] as const)),
    vital('respRate', some(random.int(0, 120))),
  ]
}
