import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../time.ts'
import { leastPassedMs, momentAgo, mostAgeMs, passedMs } from './elapsed.ts'
import type { GapRecord } from './types.ts'

const at = (min: number) => ({ monoMs: min * MINUTE_MS, wallMs: min * MINUTE_MS })
const gap = (fromMin: number, toMin: number, lengthMin?: number): GapRecord => ({
  from: at(fromMin),
  to: at(toMin),
  cause: 'restart',
  byWallMs: (toMin - fromMin) * MINUTE_MS,
  ...(lengthMin === undefined ? {} : { lengthMin, confirmed: { by: 'A', at: at(toMin) } }),
})

describe('What has really passed', () => {
  it.each([
    ['too much', gap(10, 130, 5), 8 * MINUTE_MS, 140, 17],
    ['too little', gap(10, 10, 25), 8 * MINUTE_MS, 14, 31],
    ['nothing that passed', gap(10, 130, 0), 8 * MINUTE_MS, 140, 12],
  ])('leaves out what the line counts: %s', (_what, one, sinceMs, nowMin, passedMin) => {
    expect(passedMs({ gaps: [one] }, sinceMs, nowMin * MINUTE_MS)).toBe(passedMin * MINUTE_MS)
    expect(passedMs({ gaps: [one] }, nowMin * MINUTE_MS, sinceMs)).toBe(-passedMin * MINUTE_MS)
  })
  it('is at most anything, and at least what is sure, over a gap that nobody has confirmed', () => {
    const gaps = [gap(10, 130)]
    expect(mostAgeMs({ gaps }, 8 * MINUTE_MS, at(140))).toBe(Number.POSITIVE_INFINITY)
    expect(leastPassedMs({ gaps }, 8 * MINUTE_MS, at(140))).toBe(12 * MINUTE_MS)
    // Neither what came after it, nor a moment judged before it, knows of it.
    expect(mostAgeMs({ gaps }, 132 * MINUTE_MS, at(140))).toBe(8 * MINUTE_MS)
    expect(mostAgeMs({ gaps }, 8 * MINUTE_MS, at(9))).toBe(MINUTE_MS)
  })
})

describe('The moment so long ago', () => {
  const gaps = fc
    .array(
      fc.record({
        runMin: fc.integer({ min: 1, max: 60 }),
        lineMin: fc.integer({ min: 1, max: 200 }),
        lengthMin: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 4 },
    )
    .map(list => {
      let min = 0
      return list.map(({ runMin, lineMin, lengthMin }) => {
        const from = min + runMin
        min = from + lineMin
        return gap(from, min, lengthMin)
      })
    })

  it('is as old as it is said to be, over and within gaps of known length', () => {
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 60 }),
        (known, ago, ran) => {
          const now = at((known.at(-1)?.to.monoMs ?? 0) / MINUTE_MS + ran)
          const moment = momentAgo({ gaps: known }, now, ago * MINUTE_MS)
          const passed = passedMs({ gaps: known }, moment.monoMs, now.monoMs)
          // Within a gap a millisecond of the line is up to 200 of what passed.
          expect(Math.abs(passed - ago * MINUTE_MS)).toBeLessThanOrEqual(200)
          expect(moment.wallMs).toBe(now.wallMs - ago * MINUTE_MS)
        },
      ),
    )
  })
})
