import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { andUa767pc } from './index.ts'
import { createParser } from './parser.ts'

const result = (systolic: number, diastolic: number, pulseRate: number) => ({
  kind: 'nibp',
  systolic,
  diastolic,
  mean: null,
  pulseRate,
  status: 'ok',
})
const NOTHING = new Uint8Array(0)

/** What comes of texts at these times, each byte 1 ms after the other, and of silence at the end. */
function read(...pieces: readonly (readonly [atMs: number, text: string])[]): Sample[] {
  const parser = createParser()
  const samples: Sample[] = []
  let endMs = 0
  for (const [atMs, text] of pieces) {
    endMs = atMs
    for (const byte of textBytes(text)) {
      samples.push(...parser.push(Uint8Array.of(byte), endMs))
      endMs += 1
    }
  }
  samples.push(...parser.push(NOTHING, endMs + 2000))
  return samples
}

describe('one record, and silence', () => {
  it.each([
    ['804C4C4960', result(152, 76, 73)],
    ['802A4E425C', result(120, 78, 66)],
    ['803D655879', result(162, 101, 88)],
    ['803d655879', result(162, 101, 88)],
    ['8100000000', { kind: 'nibp', status: 'failed', error: 'code 81' }],
    ['822C50465F', { kind: 'nibp', status: 'failed', error: 'code 82', systolic: null, pulseRate: null }],
    ['8300000000', { kind: 'nibp', status: 'failed', error: 'code 83' }],
    ['842850465F', { kind: 'device', detail: 'unknown answer, code 84' }],
    ['8000504650', { kind: 'badFrame', reason: 'range', bytes: 10 }],
    ['8096B446C8', { kind: 'badFrame', reason: 'range', bytes: 10 }],
  ])('%s', (text, expected) => {
    expect(read([0, text])).toMatchObject([expected])
  })

  it.each(['804C4C49G0', '804C4C49', '704C4C4960', ''])('“%s” is none', text => {
    const parser = createParser()
    expect(parser.push(textBytes(text), 0)).toEqual([])
    expect(parser.push(NOTHING, 2000)).toEqual([])
    // What was dropped shows with the next record.
    parser.push(textBytes('804C4C4960'), 3000)
    const dropped = text === '' ? [] : [{ kind: 'badFrame', reason: 'framing', bytes: text.length }]
    expect(parser.push(NOTHING, 4000)).toEqual([...dropped, result(152, 76, 73)])
  })
})

describe('the pause decides', () => {
  it('a record cut in two is one', () => {
    expect(read([0, '804C4'], [300, 'C4960'])).toEqual([result(152, 76, 73)])
  })

  it.each(['\r', '\n', '\r\n'])('%j may stand behind a record, and is no loss', end => {
    const two = [result(152, 76, 73), result(120, 78, 66)]
    expect(read([0, `804C4C4960${end}`], [60_000, `802A4E425C${end}`])).toEqual(two)
    // Where no times are known, as in a recorded file.
    expect(createParser().push(textBytes(`804C4C4960${end}802A4E425C${end}`))).toEqual(two)
  })

  it('nothing is said before the silence', () => {
    const parser = createParser()
    expect(parser.push(textBytes('804C4C4960'), 0)).toEqual([])
    expect(parser.push(NOTHING, 400)).toEqual([])
    expect(parser.push(NOTHING, 500)).toEqual([result(152, 76, 73)])
    expect(parser.push(NOTHING, 5000)).toEqual([])
  })

  it('what is left of a lost record does not spoil a whole one', () => {
    expect(read([0, '80802A4E425C'])).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 2 },
      result(120, 78, 66),
    ])
    expect(read([0, '80'], [2000, '802A4E425C'])).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 2 },
      result(120, 78, 66),
    ])
  })

  it('eight characters, a pause, and two more are nothing', () => {
    expect(read([0, '804C4C49'], [2000, '60'])).toEqual([])
  })

  it('equal records are two measurements, unless a bridge has told one twice', () => {
    expect(read([0, '804C4C4960'], [60_000, '804C4C4960'])).toHaveLength(2)
    expect(read([0, '804C4C4960'], [12_000, '804C4C4960'])).toHaveLength(2)
    expect(read([0, '804C4C4960'], [2000, '804C4C4960'], [4000, '804C4C4960'])).toHaveLength(1)
  })
})

it('answers to commands are good, and a refusal is said', () => {
  const parser = createParser()
  expect(parser.push(hex('01 37 30 50 43 06'), 0)).toEqual([])
  expect(parser.goodFrames).toBe(1)
  expect(parser.push(hex('01 37 30 50 43 15'), 100)).toEqual([
    { kind: 'device', state: 'sensorOn', detail: 'the cuff refused the command' },
  ])
})

it('a line full of noise holds no memory, and is counted', () => {
  const parser = createParser()
  const samples = parser.push(new Uint8Array(100_000).fill(0x41), 0)
  const lost = samples.reduce((sum, sample) => sum + (sample.kind === 'badFrame' ? sample.bytes : 0), 0)
  expect(lost).toBeGreaterThan(99_800)
})

testDriver(andUa767pc, { randomGroup, captures: ['vectors'], checksum: false })

function randomGroup(random: Random): Sample[] {
  if (random.chance(0.2)) {
    const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
    return [{ kind: 'nibp', ...none, status: 'failed', error: `code 8${random.int(1, 3)}` }]
  }
  const diastolic = random.int(20, 120)
  const systolic = diastolic + random.int(1, 180)
  const pulseRate = random.chance(0.1) ? null : random.int(1, 255)
  return [{ kind: 'nibp', systolic, diastolic, mean: null, pulseRate, status: 'ok' }]
}
