import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { omronHbp } from './index.ts'
import { createParser } from './parser.ts'

const RECORD = '2026,07,11,09,05,12345678901234567890,0,120,080,072,0'
const read = (text: string) => createParser().push(textBytes(`${text}\r\n`))

describe('records that are none', () => {
  it.each([
    ['a character too short', '2026,07,11,09,05,12345678901234567890,0,120,080,072,'],
    ['a letter among the digits', '2026,07,11,09,05,12345678901234567890,0,120,08O,072,0'],
    ['a 13th month', '2026,13,11,09,05,12345678901234567890,0,120,080,072,0'],
    ['another output format', 'MMBP203N,12345'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([])
    // It is counted with what follows.
    expect(createParser().push(textBytes(`${text}\r\n${RECORD}\r\n`))).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: text.length + 1 },
      expect.objectContaining({ kind: 'nibp', systolic: 120 }),
    ])
  })

  it('systolic not above diastolic, or a MAP not between them', () => {
    expect(read(RECORD.replace('120,080', '080,120'))).toMatchObject([{ kind: 'badFrame', reason: 'range' }])
    expect(read('bp,99999999999999999999,2023/04/27,15:06,140,077,098,068,3')).toMatchObject([
      { kind: 'badFrame', reason: 'range' },
    ])
  })
})

describe('repeated records', () => {
  const line = textBytes(`${RECORD}\r\n`)

  it('within 5 s are one measurement, later two', () => {
    const parser = createParser()
    const counts = [0, 4000, 9001].map(atMs => parser.push(line, atMs).length)
    expect(counts).toEqual([1, 0, 1])
  })
})

it('keeps nothing of the patient’s ID', () => {
  expect(JSON.stringify(read(RECORD))).not.toContain('1234567890')
})

it('tells the device’s clock', () => {
  const parser = createParser()
  parser.push(textBytes(`${RECORD}\r\n`))
  expect(parser.deviceTime).toBe('2026-07-11T09:05')
})

testDriver(omronHbp, { randomGroup, captures: ['format-5', 'hbp-9020'], checksum: false })

let minute = 0

function randomGroup(random: Random): Sample[] {
  minute += 1
  const two = (value: number) => String(value).padStart(2, '0')
  const takenAt = `2026-01-${two(1 + (Math.floor(minute / 1440) % 28))}T${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}:00`
  if (random.chance(0.2)) {
    const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
    return [{ kind: 'nibp', ...none, status: 'failed', error: `code ${random.int(1, 9)}`, takenAt }]
  }
  const diastolic = random.int(30, 200)
  const systolic = random.int(Math.max(60, diastolic + 1), 260)
  const pulseRate = random.int(40, 180)
  return [{ kind: 'nibp', systolic, diastolic, mean: null, pulseRate, status: 'ok', takenAt }]
}
