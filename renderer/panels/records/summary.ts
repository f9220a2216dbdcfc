import type { NibpReading } from '../../../shared/reading.ts'
import type { Peak } from '../../../shared/report/peaks.ts'
import { type Measured, type Statistics, summarise } from '../../../shared/review/statistics.ts'
import type { Line } from '../../../shared/session/line.ts'
import type { StreamVitalId } from '../../../shared/vitals.ts'
import { firstAtOrAfter, GAP_MS } from '../../chart/decimate.ts'
import type { SessionBuffers } from '../../live/buffers.ts'
import { formatAge, formatSessionClock } from '../../live/clock.ts'
import { text } from '../../text/text.ts'
import { describePressure } from '../room/pressure.ts'

const words = text.review

/**
 * What was true at one moment, in words; a value counts as long as a line is drawn over it.
 *
 * @param atMs counted from the zero of `line`
 */
export function describeMoment(buffers: SessionBuffers, atMs: number, line: Line): string {
  const spo2 = valueAt(buffers, 'spo2', atMs, line)
  const pulse = valueAt(buffers, 'pulseRate', atMs, line)
  const cuff = buffers.nibp.findLast(({ takenAt }) => line.at(takenAt.monoMs) <= atMs)
  const parts = [
    `${text.room.tiles.spo2} ${spo2 === null ? text.room.noValue : `${spo2} %`}`,
    `${text.room.tiles.pulse} ${pulse === null ? text.room.noValue : `${pulse} /min`}`,
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
  if (atMs - line.at(takenMs) > GAP_MS || line.isCut(takenMs, momentMs)) return null
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
  pressure: 'systolic' | 'diastolic' | 'mean',
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
  readonly name: string
  readonly unit: string
  readonly statistics: Statistics | null
  /** Measured without a pause: only then its values stand for a time. */
  readonly isStream: boolean
}

/** SpO2 is counted below this: the MEDIUM limit as it ships. */
export const SPO2_BELOW = 90

/** Each vital sign of the stretch in sight, whose ends are counted from the zero of `line`. */
export function listStatistics(
  sources: { readonly spo2: readonly Measured[]; readonly pulse: readonly Measured[] },
  nibp: readonly NibpReading[],
  line: Line,
  fromMs: number,
  toMs: number,
): readonly StatisticsRow[] {
  const { tiles } = text.room
  const stretch = (measured: readonly Measured[], below: number | null = null) =>
    summarise(measured, fromMs, toMs, below)
  return [
    { name: tiles.spo2, unit: tiles.percent, statistics: stretch(sources.spo2, SPO2_BELOW), isStream: true },
    { name: tiles.pulse, unit: tiles.perMin, statistics: stretch(sources.pulse), isStream: true },
    ...(['systolic', 'diastolic', 'mean'] as const).map(pressure => ({
      name: words.pressures[pressure],
      unit: tiles.mmHg,
      statistics: stretch(pressuresOf(nibp, pressure, line)),
      isStream: false,
    })),
  ]
}

/** '96 (94–98)': median, lowest and highest; dashes where nothing was measured. */
export function describeSpread(statistics: Statistics | null): string {
  if (!statistics) return text.room.tiles.none
  const { median, min, max } = statistics
  return min === max ? String(median) : `${median} (${min}–${max})`
}

/** '168 at 0:42', of the peak with this label. */
export function describePeak(peaks: readonly Peak[], label: string): string {
  const peak = peaks.find(candidate => candidate.label === label)
  return peak ? words.peak(String(peak.value), words.minutes(peak.minutes)) : text.room.tiles.none
}
