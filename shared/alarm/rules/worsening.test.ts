import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { lessBad, stepsBad, worsenedBy } from './worsening.ts'

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
    ['spo2-low', 88, 82, 2],
    ['spo2-low', 82, 85, -1],
    ['pulse-high', 130, 145, 1.5],
    ['pulse-low', 40, 30, 1],
  ] as const)('steps: %s from %s to %s are %s', (alarm, from, to, steps) => {
    const [was, is] = [stepsBad(rows[alarm], from), stepsBad(rows[alarm], to)]
    expect((is ?? 0) - (was ?? 0)).toBeCloseTo(steps, 9)
    // Something that was not weighed before counts by itself.
    expect(was).toBeGreaterThan(0)
    expect(stepsBad(rows[alarm], null)).toBeNull()
  })

  it('says nothing of what no answer ends by its value', () => {
    expect(stepsBad({ ...rows['pulse-high'], parameter: 'temperature' }, 40)).toBeNull()
    expect(worsenedBy({ ...rows['pulse-high'], parameter: 'temperature' }, 38, 60)).toBe(false)
  })
})
