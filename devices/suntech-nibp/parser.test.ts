import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { suntechNibp } from './index.ts'
import { commands, errors, failureOf } from './packet.ts'
import { createParser } from './parser.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))
const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }

describe('results', () => {
  it.each([
    [
      '3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9',
      { systolic: 115, diastolic: 74, mean: 88, pulseRate: 85, status: 'ok' },
    ],
    [
      '3E 18 A4 00 65 00 2A 01 00 00 00 00 00 00 00 00 5B 00 7A 00 00 00 00 A1',
      { systolic: 164, diastolic: 101, mean: 122, pulseRate: 91, status: 'ok' },
    ],
    [
      '3E 18 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 57 00 00 53',
      { ...none, status: 'failed', error: 'inflation time-out: leak or loose cuff' },
    ],
    [
      '3E 18 00 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 A5',
      { ...none, status: 'failed', error: 'artefact or erratic signal' },
    ],
    [
      '3E 18 83 00 54 00 1C 00 00 00 00 00 00 00 00 00 46 00 64 00 56 00 00 B7',
      { ...none, status: 'failed', error: 'ended by the user' },
    ],
  ])('%s', (text, expected) => {
    // Asked for without a measurement before it: nobody knows since when it stands there.
    expect(createParser().push(hex(text))).toEqual([{ kind: 'nibp', ...expected, standing: true }])
  })

  it('are new after "finished", and given once', () => {
    const parser = createParser()
    const pressure = hex('3E 05 02 01 BA')
    const finished = hex('3E 04 4B 73')
    const result = hex('3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9')
    const given = [pressure, pressure, finished, result, result].map(packet => parser.push(packet))
    expect(given).toEqual([
      [{ kind: 'device', state: 'cuffInflating' }],
      [],
      [{ kind: 'device', state: 'cuffIdle' }],
      [{ kind: 'nibp', systolic: 115, diastolic: 74, mean: 88, pulseRate: 85, status: 'ok' }],
      [],
    ])
  })
})

it('takes what is left in an emptying cuff for no new measurement', () => {
  const parser = createParser()
  const [tight, left, slack, finished, aborted] = [
    '3E 05 96 00 27',
    '3E 05 28 00 95',
    '3E 05 05 00 B8',
    '3E 04 4B 73',
    '3E 04 41 7D',
  ].map(hex) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const states = [tight, aborted, left, finished, left, slack, left].map(packet =>
    parser.push(packet).map(sample => (sample.kind === 'device' ? sample.state : sample.kind)),
  )
  expect(parser.goodFrames).toBe(7)
  expect(states).toEqual([['cuffInflating'], ['cuffIdle'], [], [], [], [], ['cuffInflating']])
})

it('takes the result before, given after an abort, for no new one', () => {
  const result = '3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9'
  const stopped = '3E 18 83 00 54 00 1C 00 00 00 00 00 00 00 00 00 46 00 64 00 56 00 00 B7'
  const after = (last: string) => {
    const parser = createParser()
    for (const text of ['3E 05 96 00 27', '3E 04 41 7D', '3E 04 4B 73']) parser.push(hex(text))
    return parser.push(hex(last))
  }
  expect(after(result)).toMatchObject([{ status: 'failed', error: 'no new reading', systolic: null }])
  expect(after(stopped)).toMatchObject([{ status: 'failed', error: 'ended by the user', systolic: null }])
})

it('gives up waiting for the end of a measurement once the cuff has long been slack, and dates no result', () => {
  const parser = createParser()
  const [tight, slack] = [hex('3E 05 96 00 27'), hex('3E 05 05 00 B8')] as const
  const result = hex('3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9')
  const said = (
    [
      [result, 0],
      [tight, 500],
      [slack, 1000],
      [tight, 5000],
      [slack, 6000],
      [slack, 15_900],
      [slack, 16_000],
      [result, 17_000],
      [result, 18_000],
    ] as const
  ).map(([packet, atMs]) =>
    parser
      .push(packet, atMs)
      .map(sample => (sample.kind === 'nibp' ? sample.standing : sample.kind === 'device' && sample.state)),
  )
  expect(said).toEqual([[true], ['cuffInflating'], [], [], [], [], ['cuffIdle'], [true], []])
})

describe('other packets', () => {
  it.each(['3E 04 4F 6F', '3E 04 41 7D', '3E 04 42 7C', '3E 04 4E 70', '3E 05 00 00 BD', '3E 05 FF FF BF'])(
    '%s is good and changes nothing',
    text => {
      const parser = createParser()
      expect(parser.push(hex(text))).toEqual([])
      expect(parser.goodFrames).toBe(1)
    },
  )

  it.each(['3E 05 02 01 B1', '3E 00 02 01 BA'])('%s is none', text => {
    const parser = createParser()
    const samples = parser.push(hex(`${text} 3E 04 4F 6F`))
    expect(parser.goodFrames).toBe(1)
    expect(samples).toEqual([{ kind: 'badFrame', reason: 'framing', bytes: 5 }])
  })
})

it('sends the commands of the document', () => {
  const text = Object.values(commands).map(command =>
    Array.from(command, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' '),
  )
  expect(text).toEqual(['3A 20 A6', '3A 79 01 00 4C', '3A 79 03 00 4A', '3A 79 05 00 48'])
})

testDriver(suntechNibp, { randomGroup, captures: ['one-measurement'], checksum: true })

function randomGroup(random: Random): Sample[] {
  return [
    { kind: 'device', state: 'cuffInflating' },
    { kind: 'device', state: 'cuffIdle' },
    random.chance(0.2) ? randomFailure(random) : randomResult(random),
  ]
}

function randomFailure(random: Random): NibpSample {
  return {
    kind: 'nibp',
    ...none,
    status: 'failed',
    error: failureOf(Number(random.pick(Object.keys(errors)))),
  }
}

function randomResult(random: Random): NibpSample {
  const diastolic = random.int(20, 150)
  const systolic = diastolic + random.int(10, 120)
  const mean = diastolic + random.int(1, 9)
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: random.int(30, 250), status: 'ok' }
}
