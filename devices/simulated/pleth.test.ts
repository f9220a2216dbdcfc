import { expect, it } from 'vitest'
import { plethAt } from './pleth.ts'

const beat = Array.from({ length: 200 }, (_, index) => plethAt(index / 200))

it('stays within 0..1 and uses most of it', () => {
  expect(Math.min(...beat)).toBeGreaterThanOrEqual(0)
  expect(Math.min(...beat)).toBeLessThan(0.15)
  expect(Math.max(...beat)).toBeLessThanOrEqual(1)
  expect(Math.max(...beat)).toBeGreaterThan(0.9)
})

it('rises faster than it falls, with a second wave on the way down', () => {
  const peak = beat.indexOf(Math.max(...beat))
  expect(peak).toBeLessThan(60)
  const risesAgain = beat.some((value, index) => index > peak + 5 && value > (beat[index - 1] ?? 1))
  expect(risesAgain).toBe(true)
})

it('joins one beat to the next', () => {
  expect(plethAt(0.9999)).toBeCloseTo(plethAt(0), 2)
  expect(plethAt(3.25)).toBeCloseTo(plethAt(0.25), 12)
})
