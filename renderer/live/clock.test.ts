import { expect, it } from 'vitest'
import { formatAge, formatClock, formatLength, formatSessionClock, roomNow } from './clock.ts'
import { NOW_MS, sampleRoom } from './testing/sample.ts'

const MINUTE_MS = 60_000

it('carries the room’s clock on at the room’s pace', () => {
  const view = sampleRoom({ clock: { monoMs: NOW_MS, wallMs: 5, speed: 30 } })
  expect(roomNow({ view, receivedMs: 1000 }, 3000)).toEqual({ monoMs: NOW_MS + 60_000, wallMs: 60_005 })
})
it('never runs backwards when a view is newer than the window’s clock reading', () => {
  expect(roomNow({ view: sampleRoom(), receivedMs: 1000 }, 900).monoMs).toBe(NOW_MS)
})
it.each([
  [0, '0:00', '0:00:00'],
  [245_999, '4:05', '0:04:05'],
  [42 * MINUTE_MS + 10_000, '42:10', '0:42:10'],
  [131 * MINUTE_MS, '2:11:00', '2:11:00'],
  [-245_000, '−4:05', '−0:04:05'],
])('writes %i ms as %s, and on the session’s clock as %s', (ms, clock, sessionClock) => {
  expect(formatClock(ms)).toBe(clock)
  expect(formatSessionClock(ms)).toBe(sessionClock)
})
it.each([
  [900, '0 s', '0 s'],
  [45_000, '45 s', '45 s'],
  [130_000, '2 min', '2 min 10 s'],
  [4 * MINUTE_MS, '4 min', '4 min'],
  [65 * MINUTE_MS, '1 h 05', '1 h 05'],
])('writes the age of %i ms as %s and the length as %s', (ms, age, length) => {
  expect(formatAge(ms)).toBe(age)
  expect(formatLength(ms)).toBe(length)
})
