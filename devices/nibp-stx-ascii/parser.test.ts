import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { bytesText, textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { writeResult } from './encoder.ts'
import { commands, sumOf } from './frame.ts'
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
      { kind: 'nibp', ...none, status: 'failed', error: 'cuff leak (module code 07)', standing: true },
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
      failed('cuff leak (module code 07)'),
      failed('cuff leak (module code 07)'),
    ])
  })
})

describe('PAR boards (corrections of 2026-11, section 6)', () => {
  const news = (...texts: readonly string[]) => {
    const parser = createParser()
    return texts.flatMap(text => parser.push(hex(text)))
  }
  const end = '02 39 39 39 03 0D'
  const manometer = '02 31 32 30 43 30 53 34 03 0D'
  const leakTest = '02 32 30 30 43 30 53 37 03 0D'
  const inflating = '02 30 33 35 43 30 53 38 03 0D'
  const measuring = '02 31 34 32 43 30 53 33 03 0D'
  const result =
    '02 53 31 3B 41 30 3B 43 30 30 3B 4D 30 30 3B 50 31 32 35 30 38 30 30 39 30 3B 52 30 37 35 3B 54 20 20 20 20 3B 3B 46 38 03 0D'
  const resultM03 =
    '02 53 31 3B 41 30 3B 43 30 33 3B 4D 30 33 3B 50 31 32 35 30 38 30 30 39 30 3B 52 30 37 35 3B 54 30 30 30 35 3B 3B 34 33 03 0D'
  const par = { kind: 'nibp', systolic: 125, diastolic: 80, mean: 90, pulseRate: 75, status: 'ok' }
  const tight = { kind: 'device', state: 'cuffInflating' }
  const idle = { kind: 'device', state: 'cuffIdle' }
  const forLeaks = { ...tight, detail: 'leak test: no measurement' }
  const asManometer = { ...tight, detail: 'manometer: no measurement' }

  it('measure nothing with the manometer, nor in a leak test: the result that stands there is old', () => {
    expect(news(manometer)).toEqual([asManometer])
    expect(news(leakTest, leakTest, end, result, result)).toEqual([forLeaks, idle])
    // The pump-up of a leak test looks like any other.
    expect(news(inflating, leakTest, end, result)).toEqual([tight, forLeaks, idle])
  })

  it('have a new result after a measurement; message 03 is no error', () => {
    expect(news(inflating, measuring, end, resultM03)).toEqual([tight, idle, par])
    expect(news(leakTest, end, result, measuring, end, resultM03)).toEqual([forLeaks, idle, tight, idle, par])
  })

  it('have failed with a code, whatever the pressures say', () => {
    const leak =
      '02 53 32 3B 41 30 3B 43 30 30 3B 4D 30 37 3B 50 31 32 30 30 37 38 30 39 30 3B 52 30 36 30 3B 54 20 20 20 20 3B 3B 46 43 03 0D'
    expect(news(measuring, end, leak).at(-1)).toEqual({
      kind: 'nibp',
      ...none,
      status: 'failed',
      error: 'cuff leak (module code 07)',
    })
  })

  it('that found a leak in a leak test have failed no blood pressure', () => {
    const found =
      '02 53 32 3B 41 30 3B 43 30 30 3B 4D 31 34 3B 50 2D 2D 2D 2D 2D 2D 2D 2D 2D 3B 52 2D 2D 2D 3B 54 2D 2D 2D 2D 3B 3B 45 39 03 0D'
    expect(news(found)).toEqual([])
    expect(news(leakTest, end, found)).toEqual([forLeaks, idle])
  })

  it('are refused with the checksums that the printed examples have, and with figures that cannot be', () => {
    expect(
      news(
        '02 53 31 3B 41 30 3B 43 30 33 3B 4D 30 30 3B 50 31 32 35 30 38 30 30 39 30 3B 52 30 37 35 3B 54 30 30 30 35 3B 3B 44 32 03 0D',
      ),
    ).toEqual([{ kind: 'badFrame', reason: 'checksum', bytes: 41 }])
    const start = 'S1;A0;C00;M00;P135345234;R087;T6890;;'
    expect(createParser().push(textBytes(`\x02${start}57\x03\r`))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 41 },
    ])
  })

  it('asked while they work say so, and give the result before', () => {
    const busy = 'S8;A0;C00;M00;P125080090;R075;T    ;;'
    expect(createParser().push(textBytes(`\x02${busy}${sumOf(busy)}\x03\r`))).toEqual([])
  })
})

it('sends the commands of the document', () => {
  expect(Object.values(commands).map(bytesText)).toEqual(['\x0201;;D7\x03', '\x0218;;DF\x03'])
})

testDriver(nibpStxAscii, { randomGroup, captures: ['one-measurement', 'par-leaktest'], checksum: false })

function randomGroup(random: Random): Sample[] {
  const diastolic = random.int(20, 150)
  const systolic = diastolic + random.int(10, 120)
  const pulseRate = random.chance(0.9) ? random.int(30, 250) : null
  const failed = random.chance(0.2)
  return [
    { kind: 'device', state: 'cuffInflating' },
    { kind: 'device', state: 'cuffIdle' },
    failed
      ? { kind: 'nibp', ...none, status: 'failed', error: `module code ${random.int(16, 99)}` }
      : { kind: 'nibp', systolic, diastolic, mean: diastolic + 5, pulseRate, status: 'ok' },
  ]
}
