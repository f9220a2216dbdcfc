import { expect, it } from 'vitest'
import { sampleRoom } from './testing/sample.ts'
import { whenTold } from './told.ts'

const told = (toldWallMs: number | undefined, nowWallMs: number) => {
  const { clock } = sampleRoom()
  const view = sampleRoom({ clock: { ...clock, ...(toldWallMs === undefined ? {} : { toldWallMs }) } })
  return whenTold(view, 100_000, nowWallMs)
}

it('a view that waited on its way is as old as it is', () => {
  expect(told(5_000_000, 5_000_000)).toBe(100_000)
  expect(told(5_000_000, 5_004_000)).toBe(96_000)
})

it('a clock that was set meanwhile says nothing of it', () => {
  expect(told(5_000_000, 4_000_000)).toBe(100_000)
  expect(told(5_000_000, 8_600_000)).toBe(100_000)
  expect(told(undefined, 8_600_000)).toBe(100_000)
})
