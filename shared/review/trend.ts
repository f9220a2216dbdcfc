import type { NibpReading } from '../reading.ts'
import type { Line } from '../session/line.ts'
import { byTimeTaken, MINUTE_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import { type Measured, type Statistics, summarise } from './statistics.ts'

/** Minutes a row of the trend table may stand for. */
export const trendSteps = [1, 5, 15] as const
export type TrendStep = (typeof trendSteps)[number]

export interface TrendRow {
  /** Minutes from zero to the beginning of the row; negative before it. */
  readonly minute: number
  /** The same in ms. */
  readonly fromMs: number
  /** Of each streamed vital sign; null: nothing was measured. It is said, never filled from what is beside it. */
  readonly streams: readonly (Statistics | null)[]
  /** The last good cuff result taken in the row. */
  readonly cuff: NibpReading | null
}

export interface TrendSource {
  /** The streamed vital signs that the table has a column for. */
  readonly streams: readonly { readonly vital: StreamVitalId; readonly measured: readonly Measured[] }[]
  readonly nibp: readonly NibpReading[]
}

/** The stretch that the table is of, in ms from zero, and the line on which moments are counted from there. */
interface TrendStretch {
  readonly line: Line
  readonly fromMs: number
  readonly toMs: number
}

/** One row for every `step` minutes that passed from `fromMs` to `toMs`, rows without a value included. Rows begin at whole steps from zero. */
export function makeTrend(
  { streams, nibp }: TrendSource,
  { line, fromMs, toMs }: TrendStretch,
  step: TrendStep,
): readonly TrendRow[] {
  const stepMs = step * MINUTE_MS
  const first = Math.floor(fromMs / stepMs)
  const last = Math.ceil(toMs / stepMs)
  const inTime = nibp
    .toSorted(byTimeTaken)
    .map(reading => ({ reading, atMs: line.at(reading.takenAt.monoMs) }))
  return Array.from({ length: Math.max(0, last - first) }, (_, row) => {
    const beginMs = (first + row) * stepMs
    const endMs = beginMs + stepMs
    const within = inTime.filter(
      ({ atMs, reading: { validity, status } }) =>
        atMs >= beginMs && atMs < endMs && validity !== 'invalid' && status === 'ok',
    )
    return {
      minute: (first + row) * step,
      fromMs: beginMs,
      streams: streams.map(({ measured }) => summarise(between(measured, beginMs, endMs), beginMs, endMs)),
      cuff: within.at(-1)?.reading ?? null,
    }
  })
}

/** The values of a stretch and the one after it, without looking at all of them for each row. */
function between(measured: readonly Measured[], fromMs: number, toMs: number): readonly Measured[] {
  const first = firstAtOrAfter(measured, fromMs)
  return measured.slice(first, firstAtOrAfter(measured, toMs) + 1)
}

function firstAtOrAfter(measured: readonly Measured[], ms: number): number {
  let low = 0
  let high = measured.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((measured[middle]?.atMs ?? 0) < ms) low = middle + 1
    else high = middle
  }
  return low
}
