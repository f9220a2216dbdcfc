import { describe, expect, it } from 'vitest'
import { addTime, addUpSince, type Stretch } from './stretches.ts'

/** A piece of every `ms`, so and not so by turns. */
function alternate(ms: number, count: number): readonly Stretch[] {
  let stretches: readonly Stretch[] = []
  for (let n = 0; n < count; n++)
    stretches = addTime(stretches, n * ms, (n + 1) * ms, n % 2 === 0, (n + 1) * ms - 45_000)
  return stretches
}

describe('Time by what it was', () => {
  it('joins what goes on, and tells apart what changes', () => {
    let stretches = addTime([], 0, 1000, true, 0)
    stretches = addTime(stretches, 1000, 5000, true, 0)
    stretches = addTime(stretches, 5000, 6000, false, 0)
    stretches = addTime(stretches, 9000, 10_000, false, 0)
    expect(stretches).toEqual([
      { fromMs: 0, toMs: 5000, yesMs: 5000, noMs: 0 },
      { fromMs: 5000, toMs: 6000, yesMs: 0, noMs: 1000 },
      { fromMs: 9000, toMs: 10_000, yesMs: 0, noMs: 1000 },
    ])
    expect(addUpSince(stretches, 4000)).toEqual({ yesMs: 1000, noMs: 2000 })
    expect(addUpSince(stretches, 5000)).toEqual({ yesMs: 0, noMs: 2000 })
    expect(addUpSince(stretches, 9500)).toEqual({ yesMs: 0, noMs: 500 })
  })
  it('adds nothing for no time', () => {
    const known = addTime([], 0, 1000, true, 0)
    expect(addTime(known, 1000, 1000, false, 0)).toBe(known)
  })
  it('forgets what is too old, and keeps what still reaches into it', () => {
    const known = addTime(addTime([], 0, 2000, true, 0), 2000, 4000, false, 0)
    expect(addTime(known, 4000, 6000, true, 2000).map(({ fromMs }) => fromMs)).toEqual([2000, 4000])
    expect(addTime(known, 4000, 6000, true, 1999).map(({ fromMs }) => fromMs)).toEqual([0, 2000, 4000])
  })
  it.each([16, 100, 333, 1000, 1003])('stays small however fast it changes (every %i ms)', ms => {
    const stretches = alternate(ms, Math.ceil(120_000 / ms))
    expect(stretches.length).toBeLessThanOrEqual(48)
    const { yesMs, noMs } = addUpSince(stretches, 0)
    expect(Math.abs(yesMs - noMs)).toBeLessThanOrEqual(ms)
    const end = stretches.at(-1)?.toMs ?? 0
    const lately = addUpSince(stretches, end - 45_000)
    expect(lately.yesMs + lately.noMs).toBeCloseTo(45_000, 3)
    expect(Math.abs(lately.yesMs - lately.noMs)).toBeLessThanOrEqual(2 * ms)
  })
  it('gives the rest of a long piece a stretch of its own', () => {
    const quick = addTime(addTime([], 0, 500, true, 0), 500, 9000, false, 0)
    expect(quick).toEqual([
      { fromMs: 0, toMs: 1000, yesMs: 500, noMs: 500 },
      { fromMs: 1000, toMs: 9000, yesMs: 0, noMs: 8000 },
    ])
  })
})
