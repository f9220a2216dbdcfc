import type { NibpReading } from '../../shared/reading.ts'
import type { Line } from '../../shared/session/line.ts'
import type { LogEntry } from '../../shared/views.ts'
import { printValue, type StreamVitalId, vitals } from '../../shared/vitals.ts'
import { words as shared, text } from '../text/text.ts'
import type { ChartPoint } from './decimate.ts'
import { isAlarmStart } from './layers.tsx'
import type { TimeWindow } from './window.ts'

/** The chart in words, for those who cannot see it. */
export function describeChart(
  lines: readonly { readonly vital: StreamVitalId; readonly points: readonly ChartPoint[] }[],
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
    ...lines.map(({ vital, points }) => describeLine(vital, points)),
    newest ? text.chart.bpCount(nibp.length, `${newest.systolic}/${newest.diastolic} mmHg`) : text.chart.noBp,
    text.chart.alarms(alarms.length),
  ])
}

function describeLine(vital: StreamVitalId, points: readonly ChartPoint[]): string {
  const { unit } = vitals[vital]
  const label = shared.vitals.names[vital]
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const last = values.at(-1)
  if (last === undefined) return text.chart.noValues(label)
  const print = (value: number) => printValue(vital, value)
  return text.chart.latest(
    label,
    `${print(last)} ${unit}`,
    print(Math.min(...values)),
    print(Math.max(...values)),
  )
}
