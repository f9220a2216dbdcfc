import { SECOND_MS } from '../time.ts'

/** One measured value; `value` null or `usable` false: nothing that may be counted. */
export interface Measured {
  /** ms that passed from zero. */
  readonly atMs: number
  readonly value: number | null
  readonly usable: boolean
}

/** What a stretch of values comes to, in the unit of the values. */
export interface Statistics {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** The lower one of an even count: a value that was measured. */
  readonly median: number
  /** Seconds that the values stand for. */
  readonly coveredS: number
  /** Seconds of these below the threshold that was asked for; null where none was. */
  readonly belowS: number | null
}

/** A value stands for the time up to the next one, but never longer than a line is drawn (plausibility rules, 9). */
const HOLDS_MS = 10 * SECOND_MS

/**
 * Lowest, highest, mean, median and time below a threshold, of the values taken from `fromMs` up to and without `toMs`.
 *
 * @param measured oldest first
 * @returns null when nothing usable was measured in that time
 */
export function summarise(
  measured: readonly Measured[],
  fromMs: number,
  toMs: number,
  threshold: number | null = null,
): Statistics | null {
  const values: number[] = []
  let sum = 0
  let coveredMs = 0
  let belowMs = 0
  for (const [index, { atMs, value, usable }] of measured.entries()) {
    if (atMs < fromMs || atMs >= toMs || value === null || !usable) continue
    values.push(value)
    sum += value
    const nextMs = measured[index + 1]?.atMs ?? Number.POSITIVE_INFINITY
    const lastsMs = Math.min(nextMs, toMs, atMs + HOLDS_MS) - atMs
    coveredMs += lastsMs
    if (threshold !== null && value < threshold) belowMs += lastsMs
  }
  if (values.length === 0) return null
  values.sort((a, b) => a - b)
  return {
    count: values.length,
    min: values[0] ?? 0,
    max: values.at(-1) ?? 0,
    mean: sum / values.length,
    median: values[Math.floor((values.length - 1) / 2)] ?? 0,
    coveredS: coveredMs / SECOND_MS,
    belowS: threshold === null ? null : belowMs / SECOND_MS,
  }
}
