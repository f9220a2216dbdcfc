import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../shared/time.ts'
import { nameBackup } from '../files.ts'
import { isBackupDue, thinOut } from './plan.ts'

const START = Date.UTC(2031, 0, 1, 9)
const backupAt = (wallMs: number) => ({ name: nameBackup(wallMs), wallMs })

describe('a backup', () => {
  const state = { lastWallMs: START, closedSince: false, anyOpen: false }

  it.each([
    ['before the first one', { ...state, lastWallMs: null }, START, true],
    ['after a close', { ...state, closedSince: true }, START + 1, true],
    ['in an open session, within the hour', { ...state, anyOpen: true }, START + HOUR_MS - 1, false],
    ['in an open session, after an hour', { ...state, anyOpen: true }, START + HOUR_MS, true],
    ['later on the same day', state, START + 8 * HOUR_MS, false],
    ['on the next day', state, START + 15 * HOUR_MS, true],
    ['under a clock that was set back', { ...state, anyOpen: true }, START - DAY_MS, true],
  ])('is due or not: %s', (_when, now, nowWallMs, due) => {
    expect(isBackupDue(now, nowWallMs)).toBe(due)
  })
})

describe('of many backups', () => {
  /** Three a day for two years, the last day's last one at noon. */
  const all = Array.from({ length: 730 * 3 }, (_, n) => backupAt(START + n * 8 * HOUR_MS))
  const dropped = new Set(thinOut(all))
  const kept = all.filter(backup => !dropped.has(backup))
  const newest = all.at(-1)

  it('the newest day stays whole, and the newest of 7 days, 5 weeks and 12 months', () => {
    const days = (from: number) => kept.filter(({ wallMs }) => (newest?.wallMs ?? 0) - wallMs < from * DAY_MS)
    expect(kept).toContain(newest)
    expect(new Set(days(7).map(({ name }) => name.slice(6, 16))).size).toBe(7)
    const months = new Set(kept.map(({ name }) => name.slice(6, 13)))
    expect(months.size).toBe(12)
    // 7 days, at most 5 weeks and 12 months besides, and the rest of the newest day.
    expect(kept.length).toBeLessThanOrEqual(7 + 5 + 12 + 2)
    expect(kept.length).toBeGreaterThanOrEqual(7 + 3 + 10)
  })

  it('thinning again takes nothing more, and one alone stays', () => {
    expect(thinOut(kept)).toEqual([])
    expect(thinOut([backupAt(START)])).toEqual([])
    expect(thinOut([])).toEqual([])
  })
})
