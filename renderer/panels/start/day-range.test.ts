import { expect, it } from 'vitest'
import { dayRange } from './day-range.ts'

it('A range of days holds its last day whole, and is open where no day is named', () => {
  const { fromWallMs = 0, toWallMs = 0 } = dayRange('2031-05-04', '2031-05-04')
  expect(new Date(fromWallMs).getHours()).toBe(0)
  expect(new Date(toWallMs).getDate()).toBe(5)
  expect(dayRange('', '')).toEqual({})
  expect(dayRange('x', '2031-12-31')).toEqual({ toWallMs: new Date(2032, 0, 1).getTime() })
})
