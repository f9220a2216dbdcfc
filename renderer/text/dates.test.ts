import { expect, it } from 'vitest'
import { formatDay, formatDayTime, formatMinute, formatTime } from './dates.ts'

it('dates and times are written as the language itself writes them', () => {
  const wallMs = new Date(2026, 11, 3, 4, 5, 9).getTime()
  expect([formatDay(wallMs), formatTime(wallMs), formatMinute(wallMs)]).toEqual([
    '03/12/2026',
    '04:05:09',
    '04:05',
  ])
  expect(formatDayTime(wallMs)).toBe('03/12/2026, 04:05:09')
  expect(formatDayTime(wallMs)).toBe(new Date(wallMs).toLocaleString('en-GB'))
})
