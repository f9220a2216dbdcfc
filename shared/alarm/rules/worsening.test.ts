import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { lessBad, stepsPast, worsenedBy } from './worsening.ts'

const rows = makeLimits(defaultLimits)

describe('Worse than what was answered (AR-6)', () => {
  it.each([
    ['spo2-low', 84, 82, false],
    ['spo2-low', 84, 81, true],
    ['spo2-low', 84, 97, false],
    ['pulse-high', 130, 139, false],
    ['pulse-high', 130, 140, true],
    ['systolic-high', 182, 192, true],
    ['etco2-high', 52, 57, true],
    ['pulse-high', 130, null, false],
    // Nothing is less than no value.
    ['pulse-low', 5, null, false],
  ] as const)('%s from %i to %s: %s', (alarm, from, value, is) => {
    expect(worsenedBy(rows[alarm], from, value)).toBe(is)
  })

  it('is reckoned from the less bad of two values', () => {
    expect(lessBad(rows['spo2-low'], 80, 84)).toBe(84)
    expect(lessBad(rows['spo2-low'], 84, 80)).toBe(84)
    expect(lessBad(rows['pulse-high'], 140, 131)).toBe(131)
    expect(lessBad(rows['pulse-high'], 131, 140)).toBe(131)
  })

  it.each([
    ['spo2-low', 79, 85, 2],
    ['spo2-low', 88, 85, -1],
    ['pulse-high', 145, 130, 1.5],
    ['pulse-low', 30, 40, 1],
    ['pulse-high', null, 130, null],
    ['pulse-high', 145, null, null],
  ] as const)('steps: %s at %s past %s are %s', (alarm, value, limit, steps) => {
    expect(stepsPast(rows[alarm], { value, limit })).toBe(steps)
  })

  it('says nothing of what no answer ends by its value', () => {
    expect(
      stepsPast({ ...rows['pulse-high'], parameter: 'temperature' }, { value: 40, limit: 38 }),
    ).toBeNull()
    expect(worsenedBy({ ...rows['pulse-high'], parameter: 'temperature' }, 38, 60)).toBe(false)
  })
})
