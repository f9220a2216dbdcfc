import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { berryPm6750 } from './index.ts'
import { commands, failureWords, writeFrame } from './packet.ts'
import { createParser } from './parser.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))
const vital = (
  name: 'spo2' | 'pulseRate' | 'heartRate' | 'respRate' | 'temperature',
  value: number | null,
): Sample => ({
  kind: 'vital',
  vital: name,
  value,
  quality: value === null ? 'noSignal' : 'good',
})
const device = (state: 'noSensor' | 'searching' | 'cuffInflating' | 'cuffIdle'): Sample => ({
  kind: 'device',
  state,
})
const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
const NO_OXIMETER = [vital('spo2', null), vital('pulseRate', null)]

describe('frames', () => {
  it.each([
    ['55 AA 0A 01 80 80 80 80 80 80 80 74', []],
    ['55 AA 06 04 00 61 40 54', [vital('spo2', 97), vital('pulseRate', 64)]],
    ['55 AA 06 04 01 7F FF 76', [device('noSensor'), ...NO_OXIMETER]],
    ['55 AA 06 04 02 7F FF 75', [device('noSensor'), ...NO_OXIMETER]],
    ['55 AA 06 04 03 7F 47 2C', [device('searching'), ...NO_OXIMETER]],
    ['55 AA 06 04 00 00 00 F5', NO_OXIMETER],
    ['55 AA 08 02 18 44 0E 06 01 84', [vital('heartRate', 68), vital('respRate', 14)]],
    ['55 AA 08 02 1A 00 00 00 00 DB', [vital('heartRate', null), vital('respRate', null)]],
    ['55 AA 08 02 18 44 0E F6 01 94', [vital('heartRate', 68), vital('respRate', 14)]],
    ['55 AA 08 03 04 3E 00 00 00 B2', [device('cuffInflating')]],
    [
      '55 AA 08 03 00 00 8A 68 58 AA',
      [
        {
          kind: 'nibp',
          systolic: 138,
          diastolic: 88,
          mean: 104,
          pulseRate: null,
          status: 'ok',
          standing: true,
        },
      ],
    ],
    [
      '55 AA 08 03 10 00 00 00 00 E4',
      [{ kind: 'nibp', ...none, status: 'failed', error: 'cuff loose', standing: true }],
    ],
    [
      '55 AA 08 03 1C 00 00 00 00 D8',
      [{ kind: 'nibp', ...none, status: 'failed', error: 'interference (motion)', standing: true }],
    ],
    ['55 AA 08 05 00 24 07 00 00 C7', [vital('temperature', 36.7)]],
    ['55 AA 08 05 01 00 00 00 00 F1', [vital('temperature', null)]],
    ['55 AA 04 30 00 CB', []],
    ['55 AA 03 30 CC', []],
  ] as const)('%s', (text, expected) => {
    const parser = createParser()
    expect(parser.push(hex(text))).toEqual(expected)
    expect(parser.goodFrames).toBe(1)
  })

  it('with a wrong checksum are none, and noise in front costs nothing', () => {
    const parser = createParser()
    expect(parser.push(hex('55 AA 06 04 00 61 40 55'))).toEqual([])
    expect(parser.push(hex('00 55 55 AA 06 04 00 61 40 54'))).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 10 },
      vital('spo2', 97),
      vital('pulseRate', 64),
    ])
  })
})

describe('cuff results', () => {
  const measuring = '55 AA 08 03 04 3E 00 00 00 B2'
  const finished = '55 AA 08 03 00 00 8A 68 58 AA'
  it('are new after "measuring" only, however often they are repeated', () => {
    const parser = createParser()
    const counts = [finished, finished, measuring, measuring, finished, finished, measuring, finished].map(
      text => parser.push(hex(text)).filter(({ kind }) => kind === 'nibp').length,
    )
    expect(counts).toEqual([1, 0, 0, 0, 1, 0, 0, 1])
  })
})

it('a result that has changed unheard is told, as of a time that nothing tells', () => {
  const parser = createParser()
  const other = writeFrame(0x03, 0, 0, 0x90, 0x70, 0x5a)
  const loose = writeFrame(0x03, 4 << 2, 0, 0, 0, 0)
  const given = [hex('55 AA 08 03 00 00 8A 68 58 AA'), other, other, loose, loose].map(bytes =>
    parser.push(bytes),
  )
  expect(given).toMatchObject([
    [{ systolic: 138, standing: true }],
    [{ systolic: 144, standing: true }],
    [],
    [{ status: 'failed', error: 'cuff loose', standing: true }],
    [],
  ])
})

describe('a measurement that was stopped', () => {
  const measuring = hex('55 AA 08 03 04 3E 00 00 00 B2')
  const stopped = writeFrame(0x03, 2 << 2, 0, 0, 0, 0)
  const cuffs = (lastMs: number) => {
    const parser = createParser()
    parser.push(measuring, 0)
    return parser.push(stopped, lastMs).filter(({ kind }) => kind === 'nibp')
  }
  it('has no result; after more than 90 s it has failed', () => {
    expect(cuffs(20_000)).toEqual([])
    expect(cuffs(91_000)).toEqual([{ kind: 'nibp', ...none, status: 'failed', error: 'took too long' }])
  })
})

it('a heart rate counted in an ECG that is cut off is doubtful', () => {
  const status = hex('55 AA 08 02 18 44 0E 06 01 84')
  const cutOff = writeFrame(0x01, 128, 249, 128, 128, 128, 128, 128)
  const quality = (moments: number) => {
    const parser = createParser()
    for (let n = 0; n < moments; n += 1) parser.push(cutOff)
    const [first, again] = [parser.push(status), parser.push(status)]
    expect(again[0]).toMatchObject({ vital: 'heartRate', quality: 'good' })
    return first[0]?.kind === 'vital' && first[0].quality
  }
  expect([24, 25].map(quality)).toEqual(['good', 'poor'])
})

it('sends the commands of the document', () => {
  const text = (bytes: Uint8Array) =>
    Array.from(bytes, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
  expect(text(commands.enableSpo2)).toBe('55 AA 04 03 01 F7')
  expect(text(commands.target)).toBe('55 AA 04 0A 4B A6')
  expect(text(commands.startNibp)).toBe('55 AA 04 02 01 F8')
  expect(text(commands.stopNibp)).toBe('55 AA 04 02 00 F9')
})

testDriver(berryPm6750, { randomGroup, captures: ['vectors'], checksum: true })

function randomGroup(random: Random): Sample[] {
  const sets = Array.from({ length: random.int(1, 3) }, () => randomSet(random, true)).flat()
  const cuff: Sample[] = random.chance(0.4)
    ? [device('cuffInflating'), device('cuffIdle'), randomResult(random)]
    : []
  if (random.chance(0.7)) return [...sets, ...cuff]
  const state = random.pick(['noSensor', 'searching'] as const)
  return [...offSet(state), { kind: 'device', state: 'sensorOn' }, ...sets, ...cuff]
}

function offSet(state: 'noSensor' | 'searching'): Sample[] {
  return [device(state), ...NO_OXIMETER]
}

function randomSet(random: Random, isOn: boolean): Sample[] {
  const pick = (value: number) => (isOn && random.chance(0.9) ? value : null)
  const quality = random.pick(['good', 'poor'] as const)
  const ecg = (name: 'heartRate' | 'respRate', value: number | null): Sample => ({
    kind: 'vital',
    vital: name,
    value,
    quality: value === null ? 'noSignal' : quality,
  })
  const heart = pick(random.int(1, 250))
  const breath = pick(random.int(1, 120))
  return [
    // The first frame after a change of the sensor has to be one of the oximeter.
    vital('spo2', pick(random.int(1, 100))),
    vital('pulseRate', pick(random.int(1, 250))),
    { kind: 'wave', wave: 'pleth', ratePerS: 50, values: [random.int(0, 255) / 255] },
    ecg('heartRate', heart),
    ecg('respRate', breath),
    vital('temperature', random.chance(0.9) ? random.int(300, 420) / 10 : null),
  ]
}

function randomResult(random: Random): Sample {
  if (random.chance(0.2))
    return { kind: 'nibp', ...none, status: 'failed', error: random.pick([...failureWords().values()]) }
  const diastolic = random.int(20, 150)
  const systolic = Math.min(255, diastolic + random.int(10, 105))
  return { kind: 'nibp', systolic, diastolic, mean: diastolic + 5, pulseRate: null, status: 'ok' }
}
