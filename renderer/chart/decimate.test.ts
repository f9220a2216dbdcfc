import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineFrom } from '../../shared/session/line.ts'
import type { Session } from '../../shared/session/types.ts'
import type { Series } from '../live/buffers.ts'
import { decimate, firstAtOrAfter, GAP_MS } from './decimate.ts'

function series(entries: readonly (readonly [s: number, value: number | null, validity?: string])[]): Series {
  return {
    monoMs: entries.map(([s]) => s * 1000),
    values: entries.map(([, value]) => value),
    validity: entries.map(([, value, validity]) => validity ?? (value === null ? 'i' : 'v')),
  }
}

const anySeries = fc
  .array(
    fc.record({
      stepS: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 60 })),
      value: fc.option(fc.integer({ min: 40, max: 200 }), { freq: 20 }),
    }),
    { maxLength: 2000 },
  )
  .map(steps => {
    let s = 0
    return series(
      steps.map(({ stepS, value }) => {
        s += stepS
        return [s, value] as const
      }),
    )
  })

describe('decimate', () => {
  it('keeps the lowest and the highest value of what it draws', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 10, max: 800 }), (data, width) => {
        const end = data.monoMs.at(-1) ?? 1
        const drawn = decimate(data, 0, end, width).flatMap(({ value }) => (value === null ? [] : [value]))
        const all = data.values.filter(value => value !== null)
        expect(drawn.length === 0).toBe(all.length === 0)
        if (all.length === 0) return
        expect(Math.min(...drawn)).toBe(Math.min(...all))
        expect(Math.max(...drawn)).toBe(Math.max(...all))
      }),
    )
  })

  it('never joins two values over a gap, a missing or an invalid value', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 10, max: 800 }), (data, width) => {
        const end = data.monoMs.at(-1) ?? 1
        const points = decimate(data, 0, end, width)
        for (const [index, point] of points.entries()) {
          const next = points[index + 1]
          if (!next || point.value === null || next.value === null) continue
          const from = firstAtOrAfter(data.monoMs, point.monoMs)
          const to = firstAtOrAfter(data.monoMs, next.monoMs)
          for (let i = from; i < to; i++) {
            expect((data.monoMs[i + 1] ?? 0) - (data.monoMs[i] ?? 0)).toBeLessThanOrEqual(GAP_MS)
            expect(data.values[i + 1]).not.toBeNull()
          }
        }
      }),
    )
  })

  it('never gives more points than pixels where nothing is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 2, max: 2000 }), (count, width) => {
        const data = series(Array.from({ length: count }, (_, s) => [s, 90 + (s % 7)] as const))
        expect(decimate(data, 0, count * 1000, width).length).toBeLessThanOrEqual(Math.max(2, width))
      }),
      { numRuns: 30 },
    )
  })

  it('gives points in the order of time', () => {
    fc.assert(
      fc.property(anySeries, data => {
        const times = decimate(data, 0, data.monoMs.at(-1) ?? 1, 100).map(({ monoMs }) => monoMs)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
    )
  })

  it('draws only the window asked for', () => {
    const data = series([1, 2, 3, 4, 5].map(s => [s, s] as const))
    expect(decimate(data, 2000, 4000, 100).map(({ value }) => value)).toEqual([2, 3, 4])
  })

  it('goes by what passed where a person has said how long a gap was, and joins nothing over it', () => {
    const [from, to] = [
      { monoMs: 2500, wallMs: 0 },
      { monoMs: 2600, wallMs: 0 },
    ]
    const data = series([1, 2, 3, 4].map(s => [s, 90 + s] as const))
    const draw = (gaps: Session['gaps'], fromMs: number, toMs: number) =>
      decimate(data, fromMs, toMs, 100, lineFrom({ gaps }, 0)).map(({ value }) => value)
    const stoodStill = { from, to, cause: 'restart', byWallMs: -1 } as const
    expect(draw([stoodStill], 0, 4000)).toEqual([91, 92, null, 93, 94])
    const known = [{ ...stoodStill, lengthMin: 1 }]
    expect(draw(known, 0, 4000)).toEqual([91, 92])
    expect(draw(known, 62_000, 70_000)).toEqual([93, 94])
  })

  it('cuts at an invalid value and marks a questionable one', () => {
    const data = series([
      [0, 97],
      [1, 99, 'i'],
      [2, 60, 'q'],
    ])
    expect(decimate(data, 0, 2000, 100).map(({ value, questionable }) => [value, questionable])).toEqual([
      [97, false],
      [null, false],
      [60, true],
    ])
  })
})
