import { describe, expect, it } from 'vitest'
import { formatOf, regions } from './format.ts'

const wallMs = new Date(2026, 11, 3, 4, 5, 9).getTime()

describe('Dates and times', () => {
  it('are written as the place writes them', () => {
    const { day, time, minute, dayTime, dayMinute, longDay } = formatOf('GB')
    expect([day, time, minute, dayTime, dayMinute, longDay].map(write => write(wallMs))).toEqual([
      '03/12/2026',
      '04:05:09',
      '04:05',
      '03/12/2026, 04:05:09',
      '03/12/2026 04:05',
      '3 Dec 2026, 04:05',
    ])
    const us = formatOf('US')
    expect([us.day, us.time, us.minute, us.dayTime].map(write => write(wallMs))).toEqual([
      '12/03/2026',
      '04:05:09',
      '04:05',
      '12/03/2026, 04:05:09',
    ])
  })
  it('have hours of 24 everywhere, with midnight as 00', () => {
    const midnight = new Date(2026, 11, 3, 0, 5, 9).getTime()
    for (const region of regions) expect(formatOf(region).time(midnight)).toBe('00:05:09')
  })
  it('and counts with the place’s grouping', () => {
    expect(formatOf('US').count(1234567)).toBe('1,234,567')
  })
})
