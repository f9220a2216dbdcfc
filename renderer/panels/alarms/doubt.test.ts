import { describe, expect, it } from 'vitest'
import { sampleAlarm, sampleCurrent, samplePressure, sampleRoom } from '../../live/testing/sample.ts'
import { describeValue } from './causes.ts'
import { doubtOf } from './doubt.ts'

const low = sampleAlarm
const doubtful = sampleRoom({
  current: [sampleCurrent(0, { validity: 'questionable', flags: ['softRange'] })],
  nibp: {
    last: samplePressure(0, { flags: ['stepChange'] }),
    failed: null,
    inflating: false,
    canStart: false,
  },
})

describe('The doubt about an alarm', () => {
  it('is that about the value which decides', () => {
    expect(doubtOf(low(), doubtful)).toBe('check: unusual value')
    expect(doubtOf(low({ alarm: 'systolic-rise' }), doubtful)).toBe('check: repeat to confirm')
  })
  it('is none about another vital sign, a last value, or an alarm that has ended', () => {
    expect(doubtOf(low({ alarm: 'pulse-low' }), doubtful)).toBe('')
    expect(doubtOf(low({ frozen: true }), doubtful)).toBe('')
    expect(doubtOf(low({ state: 'latched' }), doubtful)).toBe('')
  })
})

describe('The value of an SpO2 alarm', () => {
  it('is told as below 70 where oximeters are accurate no longer', () => {
    expect(describeValue(low({ value: 70 }), doubtful)).toBe('70 < 85 %')
    expect(describeValue(low({ value: 64 }), doubtful)).toBe('below 70 (limit < 85 %)')
  })
})
