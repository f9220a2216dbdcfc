import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { noninDf13 } from './df13.ts'
import { createParser } from './spot-parser.ts'

const hex = (text: string) => Uint8Array.from(text.split(' '), byte => Number.parseInt(byte, 16))
const GOOD = '00 02 00 0D 00 0E 20 25 03 09 14 05 59 00 02 00 00 48 00 61 6E 03'
const FROM_MEMORY = '00 02 00 0D 00 0E 20 25 12 31 23 59 07 00 01 11 01 FF 00 7F 9C 03'

describe('records (N9)', () => {
  it('give a spot check and the unit’s clock', () => {
    const parser = createParser()
    expect(parser.push(hex(GOOD))).toEqual([
      { kind: 'vital', vital: 'spo2', value: 97, quality: 'good', spot: true },
      { kind: 'vital', vital: 'pulseRate', value: 72, quality: 'good', spot: true },
    ])
    expect(parser.deviceTime).toBe('2025-03-09T14:05:59')
  })

  it('out of the memory give no values, which is said, but are good', () => {
    const parser = createParser()
    expect(parser.push(hex(FROM_MEMORY))).toEqual([
      { kind: 'device', state: 'searching', detail: expect.stringContaining('stored data') },
    ])
    expect(parser.push(hex(FROM_MEMORY))).toEqual([])
    expect(parser.goodFrames).toBe(2)
    expect(parser.deviceTime).toBe('2025-12-31T23:59:07')
    expect(parser.push(hex(GOOD))[0]).toEqual({ kind: 'device', state: 'sensorOn' })
  })

  it('without a measurement have no values', () => {
    // The record above, fresh instead of from memory: status 0x0101, sum less 0x10.
    const samples = createParser().push(
      hex(FROM_MEMORY.replace('01 11 01 FF', '01 01 01 FF').replace('9C', '8C')),
    )
    expect(samples).toEqual([
      { kind: 'device', state: 'lowBattery' },
      { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal', spot: true },
      { kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal', spot: true },
    ])
  })

  it('without a measurement have no values though figures stand there', () => {
    // N9 with NOMS beside SmartPoint: sum up by 1.
    const samples = createParser().push(
      hex(GOOD.replace('00 02 00 00 48', '00 03 00 00 48').replace('6E', '6F')),
    )
    expect(samples).toMatchObject([{ value: null }, { value: null }])
  })

  it('that the unit does not call good are poor', () => {
    // N9 without SmartPoint: status 0, sum less 2.
    expect(
      createParser().push(hex(GOOD.replace('00 02 00 00 48', '00 00 00 00 48').replace('6E', '6C'))),
    ).toEqual([
      { kind: 'vital', vital: 'spo2', value: 97, quality: 'poor', spot: true },
      { kind: 'vital', vital: 'pulseRate', value: 72, quality: 'poor', spot: true },
    ])
  })

  it.each([
    ['sum', GOOD.replace('6E', '6F'), 'checksum'],
    ['end', GOOD.replace('6E 03', '6E 04'), 'framing'],
  ])('with a wrong %s are dropped', (_, text, reason) => {
    expect(createParser().push(hex(`${text} ${GOOD}`))).toMatchObject([
      { kind: 'badFrame', reason, bytes: 22 },
      { value: 97 },
      { value: 72 },
    ])
  })

  it('cut short cost nothing of the next, wherever its bytes look like an end', () => {
    // Cut after 12 bytes, the next one's month (03) stands where the end should be.
    for (let bytes = 1; bytes < 22; bytes += 1) {
      const stump = hex(GOOD).subarray(0, bytes)
      expect(createParser().push(concatBytes([stump, hex(GOOD)]))).toMatchObject([
        { kind: 'badFrame', reason: 'framing', bytes },
        { value: 97 },
        { value: 72 },
      ])
    }
  })
})

testDriver(noninDf13, { randomGroup, captures: ['n9-records'], checksum: true })

function randomGroup(random: Random): Sample[] {
  const records = Array.from({ length: random.int(1, 3) }, () => randomRecord(random)).flat()
  if (random.chance(0.7)) return records
  return [
    { kind: 'device', state: 'lowBattery' },
    ...randomRecord(random),
    { kind: 'device', state: 'batteryOk' },
    ...records,
  ]
}

function randomRecord(random: Random): Sample[] {
  const spo2 = random.chance(0.9) ? random.int(0, 100) : null
  const pulseRate = random.chance(0.9) ? random.int(18, 321) : null
  const quality = random.pick(['good', 'poor'] as const)
  return [
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality, spot: true },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
      spot: true,
    },
  ]
}
