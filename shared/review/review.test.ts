import { describe, expect, it } from 'vitest'
import type { NibpReading } from '../reading.ts'
import { lineFrom } from '../session/line.ts'
import type { Session } from '../session/types.ts'
import { MINUTE_MS } from '../time.ts'
import { type Measured, summarise } from './statistics.ts'
import { makeTrend, type TrendSource } from './trend.ts'

/** One value a second from `fromS` on. */
function run(fromS: number, ...values: readonly (number | null)[]): Measured[] {
  return values.map((value, index) => ({ atMs: (fromS + index) * 1000, value, usable: true }))
}

describe('The statistics of a stretch', () => {
  it('are of the values taken in it, its end not included', () => {
    expect(summarise(run(0, 90, 97, 96, 95, 98), 1000, 4000)).toEqual({
      count: 3,
      min: 95,
      max: 97,
      mean: 96,
      median: 96,
      coveredS: 3,
      belowS: null,
    })
  })
  it('have for a median a value that was measured', () => {
    expect(summarise(run(0, 90, 91, 94, 95), 0, 9000)?.median).toBe(91)
  })
  it('count neither missing nor invalid values', () => {
    const invalid = { atMs: 2000, value: 40, usable: false }
    expect(summarise([...run(0, 96, null), invalid], 0, 9000)).toMatchObject({ count: 1, min: 96 })
    expect(summarise([invalid], 0, 9000)).toBeNull()
    expect(summarise([], 0, 9000)).toBeNull()
  })
  it('give each value the time up to the next, but never more than 10 s', () => {
    const gappy = [...run(0, 88, 88), ...run(60, 92, 88)]
    // 1 s, 10 s (then a gap), 1 s, 10 s
    expect(summarise(gappy, 0, 600_000, 90)).toMatchObject({ coveredS: 22, belowS: 21 })
    expect(summarise(gappy, 0, 63_000, 90)).toMatchObject({ coveredS: 14, belowS: 13 })
  })
  it('take a missing value as the end of the one before it', () => {
    expect(summarise(run(0, 88, null, null, 95), 0, 4000, 90)).toMatchObject({ coveredS: 2, belowS: 1 })
  })
})

describe('The trend table', () => {
  const source = { origin: 'device', id: 'd', driver: 'x' } as const
  const cuff = (minutes: number, systolic: number, more: Partial<NibpReading> = {}): NibpReading => {
    const at = { monoMs: minutes * MINUTE_MS, wallMs: 0 }
    return {
      kind: 'nibp',
      seq: minutes,
      sessionId: 's',
      at,
      takenAt: at,
      source,
      systolic,
      diastolic: 80,
      mean: null,
      pulseRate: null,
      status: 'ok',
      validity: 'valid',
      flags: [],
      ...more,
    }
  }
  const none: TrendSource = { streams: [], nibp: [] }
  const trend = (sources: Partial<TrendSource>, step: 1 | 5 | 15, gaps: Session['gaps'] = []) =>
    makeTrend(
      { ...none, ...sources },
      { line: lineFrom({ gaps }, 20 * MINUTE_MS), fromMs: -7 * MINUTE_MS, toMs: 11 * MINUTE_MS },
      step,
    )

  it.each([
    [1, 18, -7, 10],
    [5, 5, -10, 10],
    [15, 2, -15, 0],
  ] as const)('of %i min has %i rows, from whole steps before and after zero', (step, count, first, last) => {
    const rows = trend({}, step)
    expect(rows).toHaveLength(count)
    expect([rows[0]?.minute, rows.at(-1)?.minute]).toEqual([first, last])
  })
  it('has of each row the last cuff result that was taken in it, whenever it was told', () => {
    const rows = trend({ nibp: [cuff(24, 130), cuff(22, 120), cuff(27, 140)] }, 5)
    expect(rows.map(({ cuff: one }) => one?.systolic ?? null)).toEqual([null, null, 130, 140, null])
  })
  it('says of an empty row that nothing was measured, and fills it from nowhere', () => {
    const rows = trend({ streams: [{ vital: 'etco2', measured: [...run(0, 97), ...run(2 * 60, 95)] }] }, 1)
    expect(
      rows
        .filter(({ minute }) => minute >= 0 && minute <= 2)
        .map(({ streams }) => streams[0]?.median ?? null),
    ).toEqual([97, null, 95])
  })
  it('counts minutes as they passed, over a gap whose length a person has said', () => {
    const at = (min: number) => ({ monoMs: min * MINUTE_MS, wallMs: 0 })
    // The line counts two hours for three minutes.
    const gap = { from: at(22), to: at(142), cause: 'restart', lengthMin: 3 } as const
    const rows = trend({ nibp: [cuff(21, 120), cuff(143, 130)] }, 1, [gap])
    const taken = rows.flatMap(({ minute, cuff: last }) => (last ? [[minute, last.systolic]] : []))
    expect(taken).toEqual([
      [1, 120],
      [6, 130],
    ])
  })
  it('has the last good cuff result of each row', () => {
    const failed = cuff(24, 0, { status: 'failed', systolic: null, diastolic: null })
    const rows = trend({ nibp: [cuff(20, 120), cuff(23, 140), failed, cuff(25, 130)] }, 5)
    expect(rows.map(({ cuff: last }) => last?.systolic ?? null)).toEqual([null, null, 140, 130, null])
  })
})
