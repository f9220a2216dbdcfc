import { describe, expect, it } from 'vitest'
import type { Bin } from './state.ts'
import { addToBins, isBackNear, isOff, medianBefore, trendLimit } from './trends.ts'

/* Trends: how far off, and off from what. */

describe('How far is off', () => {
  it.each([
    ['spo2-trend', 94, 98, true, 94],
    ['spo2-trend', 95, 98, false, 94],
    // Only a fall counts.
    ['spo2-trend', 99, 90, false, 86],
    ['pulse-trend', 100, 70, true, 100],
    ['pulse-trend', 99, 70, false, 100],
    ['pulse-trend', 40, 70, true, 40],
    ['pulse-trend', 41, 70, false, 40],
    ['pulse-trend', 70, 70, false, 40],
  ] as const)('%s: %i of %i: %s', (alarm, value, reference, off, limit) => {
    expect(isOff(alarm, value, reference)).toBe(off)
    expect(trendLimit(alarm, value, reference)).toBe(limit)
  })
  it.each([
    ['spo2-trend', 96, 98, true],
    ['spo2-trend', 95, 98, false],
    ['spo2-trend', 100, 90, true],
    ['pulse-trend', 85, 70, true],
    ['pulse-trend', 86, 70, false],
    ['pulse-trend', 55, 70, true],
    ['pulse-trend', 54, 70, false],
  ] as const)('%s: %i is back near %i: %s', (alarm, value, reference, near) => {
    expect(isBackNear(alarm, value, reference)).toBe(near)
  })
})

describe('The median of ten minutes', () => {
  /** One bin of ten seconds for each mean. */
  const bins = (means: readonly number[], from = 0): readonly Bin[] =>
    means.map((mean, n) => ({ index: from + n, sum: mean * 2, count: 2 }))
  const falling = (count: number) => Array.from({ length: count }, (_, n) => 100 - n)

  it('speaks from five minutes of values on', () => {
    expect(medianBefore([], 0)).toBeNull()
    expect(medianBefore(bins(falling(29)), 300_000)).toBeNull()
    expect(medianBefore(bins(falling(30)), 300_000)).toBe(85.5)
    expect(medianBefore(bins(falling(31)), 310_000)).toBe(85)
  })
  it('is of sorted means, as numbers', () => {
    expect(medianBefore(bins([...Array(15).fill(100), ...Array(16).fill(9)]), 310_000)).toBe(9)
    expect(medianBefore(bins([...Array(16).fill(100), ...Array(15).fill(9)]), 310_000)).toBe(100)
  })
  it('leaves out the bin of this moment, those after it, and what is older', () => {
    const all = bins(falling(31))
    expect(medianBefore(all, 305_000)).toBe(85.5)
    expect(medianBefore(all, 299_000)).toBeNull()
    // Sixty bins back from here, the first of them counts, and the one before it does not.
    expect(medianBefore(bins(falling(30)), 600_000)).toBe(85.5)
    expect(medianBefore(bins(falling(30)), 610_000)).toBeNull()
  })
  it('adds values of ten seconds into one bin, and forgets the oldest', () => {
    const two = addToBins(addToBins([], 90, 0), 100, 9999)
    expect(two).toEqual([{ index: 0, sum: 190, count: 2 }])
    expect(addToBins(two, 80, 10_000)).toEqual([...two, { index: 1, sum: 80, count: 1 }])
    expect(addToBins(two, 80, 600_000)).toHaveLength(2)
    expect(addToBins(two, 80, 610_000)).toEqual([{ index: 61, sum: 80, count: 1 }])
  })
})
