import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { noninAscii } from './ascii.ts'

const read = (line: string) => noninAscii.createParser().push(textBytes(`${line}\r\n`))
const values = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'vital' ? [sample.value] : []))

describe('lines', () => {
  it.each([
    ['SPO2=098 HR=072', [98, 72]],
    ['SPO2=--- HR=---', [null, null]],
    ['SPO2= 97 HR= 61*', [97, 61]],
    ['SPO2=097 HR=061 F', [97, 61]],
    ['09:41:07 SPO2=097 HR=061B', [97, 61]],
  ] as const)('%s', (line, expected) => {
    const samples = read(line)
    expect(values(samples)).toEqual(expected)
    expect(samples).toHaveLength(2)
  })

  it('of a heading give nothing, and are no bad frames', () => {
    expect(read('MODEL 8500  SN 12345  09:40:00 03/09/25')).toEqual([])
  })

  it('cut off in front give their values, and say what was dropped', () => {
    expect(read('SPO2=09SPO2=098 HR=072')).toMatchObject([
      { kind: 'badFrame', bytes: 7 },
      { value: 98 },
      { value: 72 },
    ])
  })

  it('with figures that no oximeter has are told as such', () => {
    expect(read('SPO2=101 HR=072')).toEqual([{ kind: 'badFrame', reason: 'range', bytes: 16 }])
  })
})

testDriver(noninAscii, { randomGroup, captures: ['n10-lines'], checksum: false })

function randomGroup(random: Random): Sample[] {
  return Array.from({ length: random.int(1, 4) }, () => {
    const spo2 = random.chance(0.9) ? random.int(0, 100) : null
    const pulseRate = random.chance(0.9) ? random.int(18, 321) : null
    return [
      { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : 'good' },
      {
        kind: 'vital',
        vital: 'pulseRate',
        value: pulseRate,
        quality: pulseRate === null ? 'noSignal' : 'good',
      },
    ] satisfies Sample[]
  }).flat()
}
