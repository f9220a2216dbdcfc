import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { bytesText } from '../bytes.ts'
import { testDriver } from '../driver-test.ts'
import { writeResult } from './encoder.ts'
import { commands } from './frame.ts'
import { nibpStxAscii } from './index.ts'
import { createParser } from './parser.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))
const RESULT =
  '02 53 31 3B 41 30 3B 43 30 33 3B 4D 30 30 3B 50 31 33 38 30 38 36 31 30 33 3B 52 30 37 32 3B 54 30 32 33 34 3B 3B 34 36 03 0D'
const FAILED =
  '02 53 31 3B 41 30 3B 43 30 33 3B 4D 30 37 3B 50 2D 2D 2D 2D 2D 2D 2D 2D 2D 3B 52 2D 2D 2D 3B 54 2D 2D 2D 2D 3B 3B 45 44 03 0D'
const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
const good = { kind: 'nibp', systolic: 138, diastolic: 86, mean: 103, pulseRate: 72, status: 'ok' } as const

describe('frames', () => {
  it('tell the cuff at work and at its end, and then the result, once', () => {
    const parser = createParser()
    const given = ['02 31 34 32 43 30 53 33 03 0D', '02 39 39 39 03 0D', RESULT, RESULT].map(text =>
      parser.push(hex(text)),
    )
    expect(given).toEqual([
      [{ kind: 'device', state: 'cuffInflating' }],
      [{ kind: 'device', state: 'cuffIdle' }],
      [good],
      [],
    ])
  })

  it('of a result that nobody saw begin are of nobody knows when', () => {
    expect(createParser().push(hex(RESULT))).toEqual([{ ...good, standing: true }])
  })

  it('with a message code are failures, by number', () => {
    expect(createParser().push(hex(FAILED))).toEqual([
      { kind: 'nibp', ...none, status: 'failed', error: 'module code 07', standing: true },
    ])
  })

  it('cut short, or with a wrong sum, are refused', () => {
    const cut = createParser().push(
      hex('02 53 31 3B 41 30 3B 43 30 33 3B 4D 30 30 3B 50 31 33 38 30 0D 02 39 39 39 03'),
    )
    expect(cut).toEqual([{ kind: 'badFrame', reason: 'framing', bytes: 21 }])
    expect(createParser().push(hex(RESULT.replace('38 36 31', '39 36 31')))).toEqual([
      { kind: 'badFrame', reason: 'checksum', bytes: 41 },
    ])
  })

  it('of results give no wrong value for any flipped bit', () => {
    for (let bit = 0; bit < 41 * 8; bit += 1) {
      const bytes = hex(RESULT)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      for (const sample of createParser().push(bytes))
        if (sample.kind === 'nibp') expect(sample).toEqual({ ...good, standing: true })
    }
  })
})

describe('a measurement that was broken off', () => {
  const pressure = hex('02 31 34 32 43 30 53 33 03 0D')
  const end = hex('02 39 39 39 03 0D')
  const failed = (error: string) => ({ kind: 'nibp', ...none, status: 'failed', error })

  it('and ended leaves the old result standing, which is no new one', () => {
    const parser = createParser()
    parser.push(hex(RESULT))
    parser.push(pressure)
    parser.push(end)
    expect(parser.push(hex(RESULT))).toEqual([failed('no new result')])
    expect(parser.push(hex(RESULT))).toEqual([])
  })

  it('without an end is over once the pressure has fallen silent, and what differs from the result before is new', () => {
    const other = writeResult({ ...good, systolic: 150 }, 235)
    const told = (...before: readonly Uint8Array[]) => {
      const parser = createParser()
      for (const bytes of before) parser.push(bytes, 0)
      parser.push(pressure, 0)
      expect(parser.push(hex(RESULT), 1000), 'it still works').toEqual([])
      const given = parser.push(hex(RESULT), 3000)
      expect(given[0]).toEqual({ kind: 'device', state: 'cuffIdle' })
      expect(parser.push(hex(RESULT), 6000)).toEqual([])
      return given[1]
    }
    expect(told(hex(RESULT))).toEqual(failed('broken off'))
    expect(told(other)).toEqual(good)
    expect(told()).toEqual({ ...good, standing: true })
  })

  it('twice with the same failure is a failure twice', () => {
    const parser = createParser()
    const given = [pressure, end, hex(FAILED), pressure, end, hex(FAILED)].flatMap(bytes =>
      parser.push(bytes),
    )
    expect(given.filter(({ kind }) => kind === 'nibp')).toEqual([
      failed('module code 07'),
      failed('module code 07'),
    ])
  })
})

it('sends the commands of the document', () => {
  expect(Object.values(commands).map(bytesText)).toEqual(['\x0201;;D7\x03', '\x0218;;DF\x03'])
})

testDriver(nibpStxAscii, { randomGroup, captures: ['one-measurement'], checksum: false })

function randomGroup(random: Random): Sample[] {
  const diastolic = random.int(20, 150)
  const systolic = diastolic + random.int(10, 120)
  const pulseRate = random.chance(0.9) ? random.int(30, 250) : null
  const failed = random.chance(0.2)
  return [
    { kind: 'device', state: 'cuffInflating' },
    { kind: 'device', state: 'cuffIdle' },
    failed
      ? { kind: 'nibp', ...none, status: 'failed', error: `module code ${random.int(10, 15)}` }
      : { kind: 'nibp', systolic, diastolic, mean: diastolic + 5, pulseRate, status: 'ok' },
  ]
}
