import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { accutorr3 } from './index.ts'
import { createParser } from './parser.ts'

const line = (text: string) => textBytes(`${text}\r\n`)
const GREETING = line('ACCUTORR PC Interface is ready')
/** An answer with these fields. */
const answer = (spo2: string, pulse: string, pressures: string, statuses: string, age: string) =>
  line(`P:${spo2},${pulse},${pressures},${statuses},${age}`)
const GOOD = '000,000,000'
const cuffsOf = (samples: readonly Sample[]) =>
  samples.filter((sample): sample is NibpSample => sample.kind === 'nibp')
const spo2Of = (samples: readonly Sample[]) =>
  samples.filter(sample => sample.kind === 'vital' && sample.vital === 'spo2')

describe('the oximeter', () => {
  it.each([
    ['no sensor', '001,000,000', 'noSensor', null],
    ['sensor off', '002,000,000', 'noSensor', null],
    ['interference', '004,000,000', undefined, 'poor'],
    ['search', '008,000,000', 'searching', null],
    ['weak', '016,000,000', undefined, 'poor'],
    ['no pulse', '032,000,000', 'searching', null],
    ['check site', '064,000,000', 'sensorOn', 'good'],
    ['pulse under 30', '128,000,000', undefined, 'good'],
    ['pulse over 250', '000,001,000', undefined, 'good'],
    ['not calibrated', '000,002,000', 'sensorOn', null],
    ['alarms overlap', '000,004,000', undefined, 'good'],
    ['memory', '000,008,000', 'sensorOn', null],
    ['filter', '000,064,000', 'sensorOn', null],
    ['self-test', '000,128,000', 'sensorOn', null],
  ] as const)('%s (%s): %s, %s', (_, statuses, state, quality) => {
    const samples = createParser().push(answer(' 97', ' 72', '--,--,--', statuses, '--'))
    expect(samples.find(({ kind }) => kind === 'device')).toEqual(
      state === undefined ? undefined : expect.objectContaining({ state }),
    )
    const value = quality === null ? null : 97
    expect(spo2Of(samples)).toMatchObject([{ value, quality: quality ?? 'noSignal' }])
    // Held digits take the pulse with them.
    expect(samples).toContainEqual(
      expect.objectContaining({ vital: 'pulseRate', value: quality === null ? null : 72 }),
    )
  })

  it('that was never told of is not there: no word of SpO2, and no alarm', () => {
    const parser = createParser()
    for (let n = 0; n < 5; n += 1) expect(parser.push(answer('--', '--', '--,--,--', GOOD, '--'))).toEqual([])
  })

  it('zeros are no values', () => {
    const parser = createParser()
    parser.push(answer(' 97', ' 72', '--,--,--', GOOD, '--'))
    expect(parser.push(answer('  0', '  0', '--,--,--', GOOD, '--'))).toMatchObject([
      { vital: 'spo2', value: null },
      { vital: 'pulseRate', value: null },
    ])
  })
})

describe('cuff results', () => {
  const push = (parser: ReturnType<typeof createParser>, pressures: string, age: string, atMs?: number) =>
    cuffsOf(parser.push(answer(' 97', ' 72', pressures, GOOD, age), atMs))

  it('the same, older with every line, is told once', () => {
    const parser = createParser()
    const told = Array.from({ length: 600 }, (_, n) => {
      const age = String(2 + Math.floor((n * 2) / 60)).padStart(3)
      return push(parser, '128, 95, 78', age, n * 2000)
    }).flat()
    expect(told).toEqual([
      { kind: 'nibp', systolic: 128, diastolic: 78, mean: 95, pulseRate: null, status: 'ok', ageS: 120 },
    ])
  })

  it('the same pressures with fewer minutes are another result, and other pressures whatever the minutes', () => {
    const parser = createParser()
    push(parser, '128, 95, 78', '  5')
    expect(push(parser, '128, 95, 78', '  0')).toMatchObject([{ systolic: 128, ageS: 0 }])
    expect(push(parser, '130, 95, 78', '  7')).toMatchObject([{ systolic: 130, ageS: 420 }])
  })

  it('after a gap, minutes that should be more are of another result', () => {
    const parser = createParser()
    push(parser, '128, 95, 78', '  5', 0)
    expect(push(parser, '128, 95, 78', ' 25', 20 * 60_000)).toEqual([])
    expect(push(parser, '128, 95, 78', ' 30', 40 * 60_000)).toHaveLength(1)
  })

  it('are never put in order, but said to be out of it', () => {
    const samples = createParser().push(answer('--', ' 85', '120, 45, 80', '000,010,000', '  5'))
    expect(cuffsOf(samples)).toEqual([])
    expect(samples[0]).toMatchObject({ kind: 'device', detail: expect.stringContaining('not in the order') })
  })

  it.each([
    ['001', 'cuff overpressure'],
    ['002', 'motion artefact'],
  ])('a flag %s that comes on is a failed run, once; the old pressures are no new result', (flag, error) => {
    const parser = createParser()
    push(parser, '128, 95, 78', '  5')
    const failed = () => cuffsOf(parser.push(answer(' 97', ' 72', '128, 95, 78', `000,000,${flag}`, '  0')))
    expect(failed()).toMatchObject([{ status: 'failed', error, systolic: null }])
    expect(failed()).toEqual([])
    expect(push(parser, '128, 95, 78', '  0')).toEqual([])
    expect(failed()).toHaveLength(1)
  })

  it('a failure that was there before the line was opened is not of now', () => {
    const samples = createParser().push(answer(' 97', ' 72', '--,--,--', '000,000,001', '--'))
    expect(cuffsOf(samples)).toMatchObject([{ status: 'failed', standing: true }])
  })

  it('the greeting makes fewer minutes no new result of the same pressures', () => {
    const parser = createParser()
    push(parser, '128, 95, 78', '  5')
    expect(parser.push(GREETING)).toEqual([])
    expect(push(parser, '128, 95, 78', '  0')).toEqual([])
    expect(push(parser, '141,103, 88', '  0')).toHaveLength(1)
  })
})

it.each([
  ['a field short', 'P: 97, 70,141,103, 88,000,000,000'],
  ['a damaged digit', 'P: 9?, 70,141,103, 88,000,000,000,  2'],
  ['four digits', 'P: 97, 70,1141,103, 88,000,000,000,  2'],
  ['other text', 'HELLO'],
])('%s: dropped, counted with the next', (_, text) => {
  const parser = createParser()
  expect(parser.push(line(text))).toEqual([])
  expect(parser.push(line('L: 99, 90,120, 50,160, 90,110, 60, 90, 50'))).toEqual([
    { kind: 'badFrame', reason: 'framing', bytes: text.length + 1 },
  ])
})

it.each([
  'P:101, 70,--,--,--,000,000,000,--',
  'P: 97, 70,--,--,--,256,000,000,--',
  'P: 97, 70,--,--,--,--,000,000,--',
])('%s is outside the protocol', text => {
  expect(createParser().push(line(text))).toMatchObject([{ kind: 'badFrame', reason: 'range' }])
})

testDriver(accutorr3, { randomGroup, captures: ['vectors'], checksum: false })

let cuffNumber = 0

function randomGroup(random: Random): Sample[] {
  const values = (isOn: boolean): Sample[] => {
    const quality = isOn && random.chance(0.2) ? 'poor' : 'good'
    return (['spo2', 'pulseRate'] as const).map(vital => {
      const value = isOn ? random.int(1, vital === 'spo2' ? 100 : 250) : null
      return { kind: 'vital', vital, value, quality: isOn ? quality : 'noSignal' }
    })
  }
  const kind = random.int(0, 3)
  if (kind === 0)
    return [
      { kind: 'device', state: random.pick(['noSensor', 'searching'] as const) },
      ...values(false),
      { kind: 'device', state: 'sensorOn' },
      ...values(true),
    ]
  if (kind === 1) {
    cuffNumber += 1
    const diastolic = 40 + (cuffNumber % 40)
    const mean = diastolic + 1 + (Math.floor(cuffNumber / 40) % 30)
    const systolic = mean + random.int(1, 120)
    const ageS = random.int(0, 90) * 60
    return [...values(true), { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok', ageS }]
  }
  return values(true)
}
