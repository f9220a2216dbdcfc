import { MINUTE_MS, SECOND_MS } from '../time.ts'
import type { TrendAlarmId } from './ids.ts'
import type { Bin } from './state.ts'

/** How far from its reference a value must be, and when it is back, in the unit of the vital sign. */
interface TrendFigures {
  /** Off by this much or more raises. */
  readonly off: number
  /** Off by no more than this is back; project proposal [P]: half of `off`. */
  readonly back: number
  /** `low`: only a fall counts. */
  readonly side: 'low' | 'both'
}

/**
 * SpO2 4 points under its median of 10 min, pulse 30 /min off the baseline: project proposals [P]. Four points are the larger
 * of the two falls by which sleep medicine scores a hypopnoea: 3 % recommended, 4 % acceptable (Berry and others, J Clin Sleep Med 2012;8:597,
 * update of the AASM manual).
 */
const trendFigures: Readonly<Record<TrendAlarmId, TrendFigures>> = {
  'spo2-trend': { off: 4, back: 2, side: 'low' },
  'pulse-trend': { off: 30, back: 15, side: 'both' },
}

/** Off for so long raises [P]. */
export const TREND_DELAY_MS = MINUTE_MS
/** Back for so long ends it: as AR-3. */
export const TREND_CLEAR_MS = 10 * SECOND_MS

const BIN_MS = 10 * SECOND_MS
/** The median looks at 10 min … */
const BINS_LOOKED_AT = 60
/** … and speaks from 5 min of values on [P]. */
const BINS_NEEDED = 30

export function isOff(alarm: TrendAlarmId, value: number, reference: number): boolean {
  const { off, side } = trendFigures[alarm]
  return side === 'both' ? Math.abs(value - reference) >= off : reference - value >= off
}

export function isBackNear(alarm: TrendAlarmId, value: number, reference: number): boolean {
  const { back, side } = trendFigures[alarm]
  return side === 'both' ? Math.abs(value - reference) <= back : reference - value <= back
}

/** The value from which on it is off, on the side where this value lies. */
export function trendLimit(alarm: TrendAlarmId, value: number, reference: number): number {
  const { off, side } = trendFigures[alarm]
  return side === 'both' && value > reference ? reference + off : reference - off
}

/** The bins with one more sure value; what is older than the median looks is forgotten. */
export function addToBins(bins: readonly Bin[], value: number, atMs: number): readonly Bin[] {
  const index = Math.floor(atMs / BIN_MS)
  const last = bins.at(-1)
  if (last?.index === index)
    return [...bins.slice(0, -1), { index, sum: last.sum + value, count: last.count + 1 }]
  return [...bins.filter(bin => bin.index >= index - BINS_LOOKED_AT), { index, sum: value, count: 1 }]
}

/** The median of the 10 min before the bin of this moment; null: less than 5 min of it had values. */
export function medianBefore(bins: readonly Bin[], atMs: number): number | null {
  const index = Math.floor(atMs / BIN_MS)
  const found: number[] = []
  for (const bin of bins)
    if (bin.index < index && bin.index >= index - BINS_LOOKED_AT) found.push(bin.sum / bin.count)
  if (found.length < BINS_NEEDED) return null
  // Asked at every sample: this sorts numbers without being told how.
  const means = Float64Array.from(found).sort()
  const [lower, upper] = [means[Math.ceil(means.length / 2) - 1], means[Math.floor(means.length / 2)]]
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2
}
