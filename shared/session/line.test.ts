import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../time.ts'
import { passedMs } from './elapsed.ts'
import { lineFrom } from './line.ts'
import type { GapRecord } from './types.ts'

const at = (min: number) => ({ monoMs: min * MINUTE_MS, wallMs: min * MINUTE_MS })
const gap = (fromMin: number, toMin: number, lengthMin?: number): GapRecord => ({
  from: at(fromMin),
  to: at(toMin),
  cause: 'restart',
  byWallMs: (toMin - fromMin) * MINUTE_MS,
  ...(lengthMin === undefined ? {} : { lengthMin, confirmed: { by: 'A', at: at(toMin) } }),
})

const anyGaps = fc
  .array(
    fc.record({
      runMin: fc.integer({ min: 1, max: 60 }),
      lineMin: fc.integer({ min: 0, max: 200 }),
      lengthMin: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
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

describe('The line of a session', () => {
  it('counts what really passed, to both sides of zero', () => {
    const line = lineFrom({ gaps: [gap(20, 140, 5), gap(150, 150, 30)] }, 30 * MINUTE_MS)
    // Zero lies in the first gap: of its five minutes 25 s are before it, 275 s after it.
    const seconds = [0, 20, 30, 140, 149, 151].map(min => Math.round(line.at(min * MINUTE_MS) / 1000))
    expect(seconds).toEqual([-1225, -25, 0, 275, 815, 2735])
  })

  it('finds the moment again, wherever zero lies', () => {
    fc.assert(
      fc.property(anyGaps, fc.nat(600), fc.nat(600), (gaps, zeroMin, min) => {
        const line = lineFrom({ gaps }, zeroMin * MINUTE_MS)
        const monoMs = min * MINUTE_MS
        const back = line.momentAt(line.at(monoMs))
        expect(Math.abs(back - monoMs)).toBeLessThan(1)
      }),
    )
  })

  it('finds every time again that passed outside a gap in which the line stood still', () => {
    fc.assert(
      fc.property(anyGaps, fc.nat(600), fc.integer({ min: -300, max: 600 }), (gaps, zeroMin, passedMin) => {
        const line = lineFrom({ gaps }, zeroMin * MINUTE_MS)
        const monoMs = line.momentAt(passedMin * MINUTE_MS)
        const isStill = gaps.some(({ from, to }) => from.monoMs === to.monoMs && monoMs === to.monoMs)
        if (!isStill) expect(Math.abs(line.at(monoMs) - passedMin * MINUTE_MS)).toBeLessThan(1)
      }),
    )
  })

  it('has a stretch as long as it was, even where the monotonic line stood still', () => {
    fc.assert(
      fc.property(anyGaps, fc.nat(600), (gaps, zeroMin) => {
        const line = lineFrom({ gaps }, zeroMin * MINUTE_MS)
        for (const { from, to } of gaps) {
          const { fromMs, toMs } = line.span(from.monoMs, to.monoMs)
          expect(toMs - fromMs).toBeCloseTo(passedMs({ gaps }, from.monoMs, to.monoMs), 3)
          // What is measured next to it stands next to it.
          expect(line.at(to.monoMs + 1000)).toBeCloseTo(toMs + 1000, 3)
          expect(line.at(from.monoMs - 1000)).toBeCloseTo(fromMs - 1000, 3)
        }
      }),
    )
  })

  it('adds up: two stretches that meet are as long as both together', () => {
    fc.assert(
      fc.property(anyGaps, fc.array(fc.nat(600), { minLength: 3, maxLength: 3 }), (gaps, minutes) => {
        // Where the line stood still two stretches may meet too.
        const still = gaps.find(({ from, to }) => from.monoMs === to.monoMs)?.from.monoMs
        const [a = 0, b = 0, c = 0] = minutes.map(min => min * MINUTE_MS).toSorted((x, y) => x - y)
        for (const meeting of [b, ...(still !== undefined && still > a && still < c ? [still] : [])]) {
          if (a === meeting || meeting === c) continue
          const parts = passedMs({ gaps }, a, meeting) + passedMs({ gaps }, meeting, c)
          expect(parts).toBeCloseTo(passedMs({ gaps }, a, c), 3)
        }
      }),
    )
  })

  it('is cut by every gap, also by one that takes none of it', () => {
    const line = lineFrom({ gaps: [gap(10, 10)] }, 0)
    expect(line.isCut(9 * MINUTE_MS, 11 * MINUTE_MS)).toBe(true)
    expect(line.isCut(10.5 * MINUTE_MS, 11 * MINUTE_MS)).toBe(false)
  })
})
