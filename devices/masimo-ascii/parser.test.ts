import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { masimoAscii } from './index.ts'
import { createParser } from './parser.ts'

const M1 =
  '02/22/16 22:47:45 SN=0000056661 SPO2=098% BPM=097 PI=03.60% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800'
const read = (text: string) => createParser().push(textBytes(`${text}\r\n`))
const values = (samples: readonly Sample[]) =>
  Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )

describe('lines', () => {
  it('M7: NULs in front are no bad frame, half a first line gives nothing', () => {
    const parser = createParser()
    expect(values(parser.push(concatBytes([Uint8Array.of(0, 0), textBytes(`${M1}\r\n`)])))).toEqual({
      spo2: 98,
      pulseRate: 97,
      perfusionIndex: 3.6,
    })
    const cut = createParser().push(textBytes('PO2=098% BPM=097 PI=03.60% ALARM=0000 EXC=000800\r\n'))
    expect(values(cut)).toEqual({})
  })

  it('take LF CR and empty lines between them', () => {
    const samples = createParser().push(textBytes(`\n\r${M1}\n\r\n\r${M1}\n\r`))
    expect(samples.filter(({ kind }) => kind === 'vital')).toHaveLength(6)
    expect(samples.filter(({ kind }) => kind === 'badFrame')).toHaveLength(0)
  })

  it('with a part of another in front give their own values', () => {
    const samples = read(`${M1.slice(0, 50)}${M1.replace('SPO2=098', 'SPO2=091')}`)
    expect(values(samples)).toMatchObject({ spo2: 91 })
    expect(samples[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 50 })
  })

  it('without perfusion index, and with keys unknown to us, are read', () => {
    expect(values(read(M1.replace('PI=03.60% ', 'NEW=1 ')))).toEqual({ spo2: 98, pulseRate: 97 })
  })

  it('of a trend dump, whose zeros are no values, give nothing', () => {
    const samples = read('05/14/24 10:00:01 SpO2=000 PR=000 PI=00.00 EXC=820:OffPat,SET')
    expect(values(samples)).toEqual({})
    expect(samples).toContainEqual({
      kind: 'device',
      state: 'searching',
      detail: 'stored data: a printed trend, not values of now',
    })
  })

  it('that no oximeter can send are told as such', () => {
    expect(read(M1.replace('BPM=097', 'BPM=999'))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: M1.length + 1 },
    ])
  })

  it('tell the monitor’s clock', () => {
    const parser = createParser()
    parser.push(textBytes(`${M1}\r\n`))
    expect(parser.deviceTime).toBe('2016-02-22T22:47:45')
  })
})

describe('EXC, whatever the digits say', () => {
  const sample = (exc: string) => read(M1.replace('EXC=000800', `EXC=${exc}`))
  it.each([
    ['000801', 'noSensor', 'no sensor'],
    ['000802', 'noSensor', 'defective sensor'],
    ['000808', 'searching', 'pulse search'],
    ['000820', 'noSensor', 'sensor off'],
    ['000880', 'noSensor', 'unrecognised sensor'],
  ] as const)('%s: %s (%s), and no value', (exc, state, _) => {
    const samples = sample(exc)
    expect(samples[0]).toMatchObject({ kind: 'device', state })
    expect(values(samples)).toEqual({ spo2: null, pulseRate: null, perfusionIndex: null })
  })

  it.each([
    ['000804', 'poor', 'low perfusion'],
    ['000810', 'poor', 'interference'],
    ['000840', 'poor', 'ambient light'],
    ['000C00', 'poor', 'low signal IQ'],
    ['000A00', 'good', 'a reserved bit'],
    ['800800', 'good', 'the other reserved bit'],
    ['600800', 'good', 'low confidence of what is not shown'],
    ['800', 'good', 'three digits, of older firmware'],
    ['0', 'good', 'one digit'],
    ['00000800', 'good', 'eight digits'],
    ['000000', 'good', 'right after start'],
  ] as const)('%s: values are %s (%s)', (exc, quality, _) => {
    const samples = sample(exc)
    expect(values(samples)).toEqual({ spo2: 98, pulseRate: 97, perfusionIndex: 3.6 })
    for (const one of samples) expect(one).toMatchObject({ kind: 'vital', quality })
  })
})

describe('lines of the corrections of 2026-11, section 3', () => {
  const line = (exc: string) =>
    `12/01/05 11:56:29 SN=0123456789 SPO2=098% BPM=240 PI=20.00% SPCO=01.0% SPMET=00.5% DESAT=01 PIDELTA=-02 PVI=027 ALARM=0000 EXC=${exc}`
  const none = { spo2: null, pulseRate: null, perfusionIndex: null }

  it('of a Radical-5 with three digits of EXC and two of ALARM are good', () => {
    const samples = read('09/15/10 15:10:29 SPO2=097% BPM=064 PI=11.82% ALARM=20 EXC=800')
    expect(values(samples)).toEqual({ spo2: 97, pulseRate: 64, perfusionIndex: 11.82 })
    for (const sample of samples) expect(sample).toMatchObject({ quality: 'good' })
  })

  it.each([
    ['000820', 'noSensor', undefined],
    ['001800', 'noSensor', 'no cable connected'],
    ['010800', 'noSensor', 'defective cable'],
    ['004800', 'noSensor', 'incompatible cable'],
    ['008800', 'noSensor', 'unrecognised cable'],
    ['000900', 'noSensor', 'incompatible sensor'],
    ['080800', 'noSensor', 'emitter temperature out of range'],
    ['100800', 'noSensor', 'sensor current limit exceeded'],
    ['020800', 'searching', 'calibrating'],
  ])('%s: no value, for %s (%s)', (exc, state, detail) => {
    const samples = read(line(exc))
    expect(samples[0]).toEqual({ kind: 'device', state, ...(detail && { detail }) })
    expect(values(samples)).toEqual(none)
  })

  it.each([
    ['002800', 'cable life expired'],
    ['040800', 'sensor life expired'],
  ])('%s: %s is a hint, said once, and the values stand', (exc, detail) => {
    const parser = createParser()
    const samples = parser.push(textBytes(`${line(exc)}\r\n${line(exc)}\r\n`))
    expect(samples.filter(({ kind }) => kind === 'device')).toEqual([
      { kind: 'device', state: 'sensorOn', detail },
    ])
    expect(values(samples)).toEqual({ spo2: 98, pulseRate: 240, perfusionIndex: 20 })
  })

  it('tell another fault under the same state', () => {
    const parser = createParser()
    const states = ['001800', '001800', '000801', '000800'].flatMap(exc =>
      parser.push(textBytes(`${line(exc)}\r\n`)).filter(({ kind }) => kind === 'device'),
    )
    expect(states).toEqual([
      { kind: 'device', state: 'noSensor', detail: 'no cable connected' },
      { kind: 'device', state: 'noSensor' },
      { kind: 'device', state: 'sensorOn' },
    ])
  })

  it('may have a % behind the pulse, and lack PI, SPCO and SPMET', () => {
    const samples = read(
      '03/19/16 13:37:12 SN=0000000000 SPO2=---% BPM=---% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000001',
    )
    expect(samples[0]).toEqual({ kind: 'device', state: 'noSensor' })
    expect(values(samples)).toEqual({ spo2: null, pulseRate: null })
    expect(values(read(M1.replace('BPM=097', 'BPM=097%')))).toMatchObject({ pulseRate: 97 })
  })
})

testDriver(masimoAscii, {
  randomGroup,
  captures: [
    'm1-m2-rad8',
    'm3-radical7',
    'm4-m8-states',
    'radical5-exc3',
    'exc-no-cable',
    'exc-defective-cable',
  ],
  checksum: false,
})

function randomGroup(random: Random): Sample[] {
  const lines = Array.from({ length: random.int(1, 3) }, () => randomLine(random, true)).flat()
  if (random.chance(0.7)) return lines
  const state = random.pick(['noSensor', 'searching'] as const)
  return [
    { kind: 'device', state },
    ...randomLine(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...lines,
  ]
}

function randomLine(random: Random, isOn: boolean): Sample[] {
  const quality = random.pick(['good', 'poor'] as const)
  const pick = (value: number) => (isOn && random.chance(0.9) ? value : null)
  const vital = (name: 'spo2' | 'pulseRate' | 'perfusionIndex', value: number | null): Sample => ({
    kind: 'vital',
    vital: name,
    value,
    quality: value === null ? 'noSignal' : quality,
  })
  const line = [
    vital('spo2', pick(random.int(1, 100))),
    vital('pulseRate', pick(random.int(1, 300))),
    vital('perfusionIndex', pick(random.int(0, 2000) / 100)),
  ]
  // A line without any value is sent as a good one.
  return line
}
