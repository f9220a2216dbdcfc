import { type Line, straightLine } from '../../shared/session/line.ts'
import type { Series } from '../live/buffers.ts'

/** Longer without a value, and the line is cut: nothing is ever drawn over a gap. */
export const GAP_MS = 10_000

/** A point to draw. `value` null cuts the line. */
export interface ChartPoint {
  readonly monoMs: number
  readonly value: number | null
  readonly questionable: boolean
}

/**
 * A series as it can be seen: of each pixel column the lowest and the highest value, in the order they came, cut at gaps
 * of more than 10 s, where Vigil did not run, at missing and at invalid values. Never more than about two points a column,
 * whatever is stored.
 *
 * @param fromMs where the picture begins on `line`; `toMs` where it ends
 * @param widthPx how wide the piece is drawn; at least 1
 */
export function decimate(
  series: Series,
  fromMs: number,
  toMs: number,
  widthPx: number,
  line: Line = straightLine,
): ChartPoint[] {
  const columns = Math.max(1, Math.floor(widthPx / 2))
  const columnMs = (toMs - fromMs) / columns
  const points: ChartPoint[] = []
  let column = -1
  let low = -1
  let high = -1
  let lastMs = Number.NEGATIVE_INFINITY
  let lastMonoMs = Number.NEGATIVE_INFINITY

  const flush = () => {
    if (low < 0) return
    points.push(pointAt(series, Math.min(low, high)))
    if (low !== high) points.push(pointAt(series, Math.max(low, high)))
    low = -1
    high = -1
  }
  const cut = (monoMs: number) => {
    flush()
    if (points.at(-1)?.value != null) points.push({ monoMs, value: null, questionable: false })
    column = -1
  }

  for (let i = firstAtOrAfter(series.monoMs, line.momentAt(fromMs)); i < series.monoMs.length; i++) {
    const monoMs = series.monoMs[i] ?? 0
    const atMs = line.at(monoMs)
    if (atMs > toMs) break
    const value = series.values[i] ?? null
    if (value === null || series.validity[i] === 'i') {
      cut(monoMs)
      lastMs = Number.NEGATIVE_INFINITY
      continue
    }
    const isApart = atMs - lastMs > GAP_MS || line.isCut(lastMonoMs, monoMs)
    if (isApart && Number.isFinite(lastMs)) cut(lastMonoMs + 1)
    lastMs = atMs
    lastMonoMs = monoMs
    const here = Math.max(0, Math.min(columns - 1, Math.floor((atMs - fromMs) / columnMs)))
    if (here !== column) {
      flush()
      column = here
    }
    if (low < 0 || value < (series.values[low] ?? 0)) low = i
    if (high < 0 || value > (series.values[high] ?? 0)) high = i
  }
  flush()
  return points
}

function pointAt(series: Series, index: number): ChartPoint {
  return {
    monoMs: series.monoMs[index] ?? 0,
    value: series.values[index] ?? null,
    questionable: series.validity[index] === 'q',
  }
}

/** Index of the first time at or after `ms`; times are in order. */
export function firstAtOrAfter(times: readonly number[], ms: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < ms) low = middle + 1
    else high = middle
  }
  return low
}
