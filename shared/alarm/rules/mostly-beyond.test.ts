import { describe, expect, it } from 'vitest'
import { replay } from '../../../fixtures/authority.ts'
import { changeLimit, makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { startTimeline, type Timeline } from '../timeline.ts'

const spo2 = (line: Timeline, from: number, to: number, value: number | null) =>
  line.stream('spo2', from, to, value)
/** Values in turn, each for so many seconds, again and again. */
function cycle(
  line: Timeline,
  from: number,
  to: number,
  ...beats: readonly (readonly [number | null, number])[]
) {
  let s = from
  while (s <= to)
    for (const [value, seconds] of beats) {
      spo2(line, s, Math.min(s + seconds - 1, to), value)
      s += seconds
    }
  return line
}

describe('AR-18, mostly beyond', () => {
  it('is MEDIUM after 32 s of 88 with a 92 in every 15', () => {
    const line = cycle(spo2(startTimeline(), -100, -1, 96), 0, 60, [88, 14], [92, 1])
    expect(line.told()[0]).toBe('32 spo2-low medium raised')
  })
  it('is not while less than two thirds of the time that had a value were beyond', () => {
    // At most 27 of 45 s against just 30.
    expect(cycle(spo2(startTimeline(), -100, -1, 96), 0, 200, [88, 8], [95, 6]).told()).toEqual([])
    const just = cycle(spo2(startTimeline(), -100, -1, 96), 0, 200, [88, 10], [95, 5])
    expect(just.told()[0]).toBe('45 spo2-low medium raised')
  })
  it('needs the delay in all, and begins at a value that is itself beyond', () => {
    const line = spo2(spo2(startTimeline(), 0, 13, 88), 14, 14, 95)
    expect(spo2(line, 15, 15, 88).told()).toEqual([])
    expect(spo2(line, 16, 16, 88).told()).toEqual(['16 spo2-low medium raised'])
    const inside = spo2(spo2(startTimeline(), 0, 14, 88), 15, 15, 95)
    expect(inside.told()).toEqual([])
  })
  it('counts time without a value neither way', () => {
    const line = cycle(startTimeline(), 0, 60, [88, 5], [null, 5], [95, 1], [null, 1])
    // The 5 s of a cycle are most of the 6 that had a value; three cycles have made up the delay.
    expect(line.told()[0]).toBe('36 spo2-low medium raised')
  })
  it('takes a silence of 10 s for the last value, and a longer one for none', () => {
    const silent = (seconds: number) =>
      startTimeline()
        .at(0, { kind: 'vital', vital: 'spo2', value: 84 })
        .at(seconds, { kind: 'vital', vital: 'spo2', value: 95 })
        .at(seconds + 1, { kind: 'vital', vital: 'spo2', value: 84 })
        .told()
    expect(silent(10)).toEqual(['11 spo2-low high raised'])
    expect(silent(11)).toEqual([])
  })
  it('counts a doubtful value inside as a value', () => {
    const line = startTimeline()
    for (let s = 0; s < 120; s++) {
      const isInside = s % 10 < 4
      const doubt = isInside ? ({ doubt: 'questionable' } as const) : {}
      line.at(s, { kind: 'vital', vital: 'pulseRate', value: isInside ? 80 : 125, ...doubt })
    }
    // By AR-17 the delay of 15 s runs through the doubts.
    expect(line.told()).toEqual(['19 pulse-high medium raised'])
  })
  it('goes on through a gap and a lost signal', () => {
    const line = spo2(spo2(startTimeline(), 0, 8, 84), 9, 9, null)
    expect(spo2(line, 20, 21, 84).told()).toEqual(['21 spo2-low high raised'])
  })
})

describe('AR-18, the sum starts afresh', () => {
  const almost = () => spo2(startTimeline(), 0, 8, 84)
  const more = (line: Timeline, from: number) =>
    spo2(line, from, from + 3, 84)
      .told()
      .filter(told => told.includes('spo2-low high'))

  it('not with a value inside', () => {
    expect(more(spo2(almost(), 9, 9, 96), 10)).toEqual(['11 spo2-low high raised'])
  })
  it('with a value at the clear level that a person types', () => {
    expect(more(almost().at(9, { kind: 'vital', vital: 'spo2', value: 96, spot: true }), 10)).toEqual([])
    expect(more(almost().at(9, { kind: 'vital', vital: 'spo2', value: 86, spot: true }), 10)).toEqual([
      '11 spo2-low high escalated',
    ])
  })
  it('when the level clears', () => {
    const line = spo2(spo2(startTimeline(), 0, 30, 84), 31, 41, 97)
    expect(line.told().at(-2)).toBe('41 spo2-low high cleared')
    expect(spo2(line, 42, 50, 84).told().at(-1)).toBe('41 spo2-low high latched')
    expect(spo2(line, 51, 52, 84).told().at(-1)).toBe('52 spo2-low high raised')
  })
  it('when its own limit is changed, and not with another one', () => {
    const limits = makeLimits(defaultLimits)
    const moved = (priority: 'medium' | 'high', to: number) => {
      const changed = changeLimit(limits, 'spo2-low', priority, to, replay)
      if (!changed.ok) throw new Error(changed.why.code)
      return almost().at(9, { kind: 'limits', limits: changed.limits })
    }
    expect(more(moved('high', 86), 10)).toEqual([])
    expect(more(moved('medium', 89), 10)).toEqual(['10 spo2-low high raised'])
  })
})
