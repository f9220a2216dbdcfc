import type { Reading } from '../reading.ts'
import type { Line } from '../session/line.ts'
import { SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'

export type Point = readonly [x: number, y: number]

/** A stretch of a streamed vital sign without a gap. */
export interface ChartRun {
  /** Medians, from left to right. */
  readonly line: readonly Point[]
  /** Outline of lowest to highest, to be filled. */
  readonly band: readonly Point[]
}

/** Lines are cut where nothing was measured for longer (plausibility rules, 9). */
const GAP_MS = 10 * SECOND_MS
/** Width of a column in points: finer than that nobody sees. */
const COLUMN = 1

interface Column {
  readonly index: number
  readonly atMs: number
  readonly values: number[]
}

/**
 * A streamed vital sign as median and range of each column, cut at gaps, at missing and at invalid values. What a person
 * typed is a spot check and no part of the line.
 */
export function makeRuns(
  readings: readonly Reading[],
  vital: StreamVitalId,
  line: Line,
  x: (monoMs: number) => number,
  y: (value: number) => number,
): readonly ChartRun[] {
  const runs: Column[][] = []
  let run: Column[] = []
  let lastMs = Number.NEGATIVE_INFINITY
  for (const reading of readings) {
    if (reading.kind !== 'vital' || reading.vital !== vital || reading.source.origin === 'manual') continue
    const { monoMs } = reading.takenAt
    const missing = reading.value === null || reading.validity === 'invalid'
    if (missing || line.at(monoMs) - line.at(lastMs) > GAP_MS || line.isCut(lastMs, monoMs)) {
      if (run.length > 0) runs.push(run)
      run = []
    }
    if (reading.value === null || missing) continue
    lastMs = monoMs
    const index = Math.floor(x(monoMs) / COLUMN)
    const column = run.at(-1)
    if (column?.index === index) column.values.push(reading.value)
    else run.push({ index, atMs: monoMs, values: [reading.value] })
  }
  if (run.length > 0) runs.push(run)
  return runs.map(columns => drawRun(columns, x, y))
}

function drawRun(
  columns: readonly Column[],
  x: (monoMs: number) => number,
  y: (value: number) => number,
): ChartRun {
  const line: Point[] = []
  const lowest: Point[] = []
  const highest: Point[] = []
  for (const { atMs, values } of columns) {
    const sorted = values.toSorted((a, b) => a - b)
    const [first = 0] = sorted
    line.push([x(atMs), y(sorted[Math.floor((sorted.length - 1) / 2)] ?? first)])
    lowest.push([x(atMs), y(first)])
    highest.push([x(atMs), y(sorted.at(-1) ?? first)])
  }
  return { line, band: [...highest, ...lowest.toReversed()] }
}
