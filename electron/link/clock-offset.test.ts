import { expect, it } from 'vitest'
import { clockOffsetS } from './clock-offset.ts'

const wall = (text: string) => new Date(text).getTime()

it.each([
  ['2026-03-14T09:41:07', '2026-03-14T09:41:07', 0],
  ['2026-03-14T09:41:07', '2026-03-14T09:40:00', 67],
  ['2026-03-14T09:41:07', '2026-03-14T09:44:07', -180],
  ['2026-13-44T09:41:07', '2026-03-14T09:44:07', null],
])('a clock that tells %s at %s is %s s ahead', (told, now, expected) => {
  expect(clockOffsetS(told, wall(now), {})).toBe(expected)
})

it.each([
  ['2026-03-14T09:41', '2026-03-14T09:41:00', 0],
  ['2026-03-14T09:41', '2026-03-14T09:41:59', 0],
  ['2026-03-14T09:41', '2026-03-14T09:42:30', -30],
  ['2026-03-14T09:41', '2026-03-14T09:40:30', 30],
])('to the minute, one that tells %s at %s is %s s ahead', (told, now, expected) => {
  expect(clockOffsetS(told, wall(now), {})).toBe(expected)
})

it('of two zones takes the one in which the clock is nearer', () => {
  const now = Date.UTC(2026, 2, 14, 9, 41, 7)
  expect(clockOffsetS('2026-03-14T09:41:17', now, { clockZone: 'unknown' })).toBe(10)
  const local = wall('2026-03-14T09:41:07')
  expect(clockOffsetS('2026-03-14T09:41:17', local, { clockZone: 'unknown' })).toBe(10)
})
