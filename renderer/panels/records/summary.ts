import type { NibpReading } from '../../../shared/reading.ts'
import type { Peak } from '../../../shared/report/peaks.ts'
import { type Measured, type Statistics, summarise } from '../../../shared/review/statistics.ts'
import type { TrendSource } from '../../../shared/review/trend.ts'
import type { Line } from '../../../shared/session/line.ts'
import {
  type PressureId,
  pressureIds,
  printValue,
  type StreamVitalId,
  type VitalId,
  vitals,
} from '../../../shared/vitals.ts'
import { listDrawn } from '../../chart/Drawing.tsx'
import { firstAtOrAfter, GAP_MS } from '../../chart/decimate.ts'
import type { SessionBuffers } from '../../live/buffers.ts'
import { formatAge, formatSessionClock } from '../../live/clock.ts'
import { words as shared, text } from '../../text/text.ts'
import { SLOW_STALE_MS } from '../room/figures.ts'
import { describePressure } from '../room/pressure.ts'

const words = text.review

/**
 * What was true at one moment, in words; a value counts as long as a line is drawn over it.
 *
 * @param atMs counted from the zero of `line`
 */
export function describeMoment(buffers: SessionBuffers, atMs: number, line: Line): string {
  const cuff = buffers.nibp.findLast(({ takenAt }) => line.at(takenAt.monoMs) <= atMs)
  const parts = [
    ...listDrawn(buffers).map(vital => {
      const { unit } = vitals[vital]
      const label = shared.vitals.names[vital]
      const value = valueAt(buffers, vital, atMs, line)
      return `${label} ${value === null ? text.room.noValue : `${printValue(vital, value)} ${unit}`}`
    }),
    cuff
      ? words.taken(describePressure(cuff), formatAge(atMs - line.at(cuff.takenAt.monoMs)))
      : words.noPressureYet,
  ]
  return `${formatSessionClock(atMs)}: ${parts.join(', ')}`
}

function valueAt(buffers: SessionBuffers, vital: StreamVitalId, atMs: number, line: Line): number | null {
  const series = buffers.vitals.get(vital)
  if (!series) return null
  const momentMs = line.momentAt(atMs)
  const index = firstAtOrAfter(series.monoMs, momentMs + 1) - 1
  const takenMs = series.monoMs[index]
  if (takenMs === undefined || series.validity[index] === 'i') return null
  const holdsMs = vitals[vital].slow ? SLOW_STALE_MS : GAP_MS
  if (atMs - line.at(takenMs) > holdsMs || line.isCut(takenMs, momentMs)) return null
  return series.values[index] ?? null
}

/** A streamed vital sign as values to count. */
export function measuredOf(buffers: SessionBuffers, vital: StreamVitalId, line: Line): readonly Measured[] {
  const series = buffers.vitals.get(vital)
  if (!series) return []
  return series.monoMs.map((monoMs, index) => ({
    atMs: line.at(monoMs),
    value: series.values[index] ?? null,
    usable: series.validity[index] !== 'i',
  }))
}

/** One pressure of the good cuff results. Each stands for itself: between two nothing was measured. */
export function pressuresOf(
  nibp: readonly NibpReading[],
  pressure: PressureId,
  line: Line,
): readonly Measured[] {
  return nibp
    .filter(({ status, existing }) => status === 'ok' && !existing)
    .map(reading => ({
      atMs: line.at(reading.takenAt.monoMs),
      value: reading[pressure],
      usable: reading.validity !== 'invalid',
    }))
}

export interface StatisticsRow {
  readonly vital: VitalId
  readonly statistics: Statistics | null
  /** Measured without a pause: only then its values stand for a time. */
  readonly isStream: boolean
}

/** SpO2 is counted below this: the MEDIUM limit as it ships. */
export const SPO2_BELOW = 90

/** Each vital sign of the stretch in sight, whose ends are counted from the zero of `line`. */
export function listStatistics(
  { streams, nibp }: TrendSource,
  line: Line,
  fromMs: number,
  toMs: number,
): readonly StatisticsRow[] {
  const stretch = (measured: readonly Measured[], below: number | null = null) =>
    summarise(measured, fromMs, toMs, below)
  return [
    ...streams.map(({ vital, measured }) => ({
      vital,
      statistics: stretch(measured, vital === 'spo2' ? SPO2_BELOW : null),
      // A value that comes now and then stands for itself, as a pressure does.
      isStream: !vitals[vital].slow,
    })),
    ...pressureIds.map(vital => ({
      vital,
      statistics: stretch(pressuresOf(nibp, vital, line)),
      isStream: false,
    })),
  ]
}

/** '96 (94–98)': median, lowest and highest; dashes where nothing was measured. */
export function describeSpread(vital: StreamVitalId, statistics: Statistics | null): string {
  if (!statistics) return text.room.tiles.none
  const [median, min, max] = [statistics.median, statistics.min, statistics.max].map(value =>
    printValue(vital, value),
  )
  return min === max ? `${median}` : `${median} (${min}–${max})`
}

/** '168 at 0:42': of what a sensor told once it had settled. */
export function describePeak(peaks: readonly Peak[], vital: VitalId, side: Peak['side']): string {
  const peak = peaks.find(
    candidate => candidate.vital === vital && candidate.side === side && !candidate.settling,
  )
  return peak ? words.peak(String(peak.value), words.minutes(peak.minutes)) : text.room.tiles.none
}
