import { describe, expect, it } from 'vitest'
import { boundsOf, type Look, lookAtAll, lookByKey, moveCursor, pan, zoom } from './look.ts'

const bounds = boundsOf(0, 6_000_000)
const all = lookAtAll(bounds)
const middle: Look = { fromMs: 2_000_000, toMs: 3_000_000, cursorMs: 2_250_000 }

describe('A look at a recorded session', () => {
  it('begins with all of it, and a short one is not stretched absurdly', () => {
    expect(all).toEqual({ fromMs: 0, toMs: 6_000_000, cursorMs: 0 })
    expect(boundsOf(500, 900)).toEqual({ fromMs: 500, toMs: 120_500 })
  })
  it('zooms around the cursor, which stays where it is on the screen', () => {
    expect(zoom(middle, bounds, 0.5)).toEqual({ fromMs: 2_125_000, toMs: 2_625_000, cursorMs: 2_250_000 })
    expect(zoom(zoom(middle, bounds, 0.5), bounds, 2)).toEqual(middle)
  })
  it('never shows less than a minute nor more than there is', () => {
    const closest = zoom(middle, bounds, 0.0001)
    expect(closest.toMs - closest.fromMs).toBe(60_000)
    expect(zoom(middle, bounds, 1000)).toEqual({ ...all, cursorMs: middle.cursorMs })
  })
  it('pans up to the ends, keeping its width', () => {
    expect(pan(middle, bounds, -0.5)).toMatchObject({ fromMs: 1_500_000, toMs: 2_500_000 })
    expect(pan(middle, bounds, 100)).toMatchObject({ fromMs: 5_000_000, toMs: 6_000_000 })
    expect(pan(middle, bounds, -100)).toMatchObject({ fromMs: 0, toMs: 1_000_000 })
  })
  it('follows a cursor that leaves it', () => {
    expect(moveCursor(middle, bounds, 3_100_000)).toEqual({
      fromMs: 2_100_000,
      toMs: 3_100_000,
      cursorMs: 3_100_000,
    })
    expect(moveCursor(middle, bounds, -5)).toEqual({ fromMs: 0, toMs: 1_000_000, cursorMs: 0 })
  })
  it.each([
    ['ArrowRight', false, 2_260_000],
    ['ArrowLeft', true, 2_150_000],
    ['Home', false, 0],
    ['End', false, 6_000_000],
  ] as const)('takes the key %s (far: %s) to %i', (key, isFar, cursorMs) => {
    expect(lookByKey(middle, bounds, key, isFar)?.cursorMs).toBe(cursorMs)
  })
  it('knows which keys are not its own', () => {
    expect(lookByKey(middle, bounds, 'e', false)).toBeNull()
    expect(lookByKey(middle, bounds, 'Tab', false)).toBeNull()
  })
})
