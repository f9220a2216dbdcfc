import { describe, expect, it } from 'vitest'
import { linesThatFit } from './zone.ts'

const window = { heightPx: 800, widthPx: 1280, hasBanner: false, hasOtherRooms: false }

describe('Alarms that have a line of their own', () => {
  it.each([
    ['at 1280 x 800', {}, 7],
    ['under a banner', { hasBanner: true }, 3],
    ['beside other rooms', { hasOtherRooms: true }, 5],
    ['with both', { hasBanner: true, hasOtherRooms: true }, 1],
    ['in a narrow window', { widthPx: 1000 }, 4],
    ['in a low one: one, whatever stands above', { heightPx: 500, hasBanner: true, hasOtherRooms: true }, 1],
    ['on a large screen', { heightPx: 1200, widthPx: 1920 }, 11],
  ])('%s', (_where, changes, lines) => {
    expect(
      linesThatFit(
        { ...window, ...changes },
        Array.from({ length: 12 }, () => false),
      ),
    ).toBe(lines)
  })
  it.each([
    ['all of them, where there are few', [false, true], 2],
    ['those that need a whole row', [true, true, true, true, true], 4],
    ['a whole row after half a one', [false, false, true, false, false, false], 5],
    ['two halves of a row', [false, true, false, false, true, false], 5],
  ])('take their room: %s', (_which, wide, lines) => {
    expect(linesThatFit(window, wide)).toBe(lines)
  })
})
