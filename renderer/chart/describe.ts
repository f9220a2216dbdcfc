import type { NibpReading } from '../../shared/reading.ts'
import type { Line } from '../../shared/session/line.ts'
import type { LogEntry } from '../../shared/views.ts'
import { text } from '../text/text.ts'
import type { ChartPoint } from './decimate.ts'
import { isAlarmStart } from './layers.tsx'
import type { TimeWindow } from './window.ts'

/** The chart in words, for those who cannot see it. */
export function describeChart(
  spo2: readonly ChartPoint[],
  pulse: readonly ChartPoint[],
  nibp: readonly NibpReading[],
  log: readonly LogEntry[],
  { fromMs, toMs }: TimeWindow,
  line: Line,
): string {
  const newest = nibp.findLast(({ validity }) => validity !== 'invalid')
  const alarms = log.filter(
    entry => isAlarmStart(entry) && line.at(entry.at.monoMs) >= fromMs && line.at(entry.at.monoMs) <= toMs,
  )
  return text.chart.describe([
    describeLine(text.chart.spo2Line, spo2, '%'),
    describeLine(text.chart.pulseLine, pulse, '/min'),
    newest ? text.chart.bpCount(nibp.length, `${newest.systolic}/${newest.diastolic} mmHg`) : text.chart.noBp,
    text.chart.alarms(alarms.length),
  ])
}

function describeLine(label: string, points: readonly ChartPoint[], unit: string): string {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const last = values.at(-1)
  if (last === undefined) return text.chart.noValues(label)
  return text.chart.latest(label, `${last} ${unit}`, String(Math.min(...values)), String(Math.max(...values)))
}
