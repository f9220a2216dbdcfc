import type { Report } from '../model.ts'
import { columns, instants, join, NONE, pressure, type ReportTable } from './table.ts'

/** Every baseline that was in force, oldest first, and what each was formed from: limits relative to it moved with it. */
export function baselineTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Baseline',
    note: 'Unrounded where it is reckoned with: shown to a tenth.',
    columns: columns(
      ['Time', 10],
      ['From T0', 9],
      ['SYS/DIA mmHg', 14],
      ['MAP mmHg', 10],
      ['Pulse, SpO2', 16],
      ['How it was formed', 41],
    ),
    rows: report.events.flatMap(({ at, entry }) => {
      if (entry.event !== 'session' || entry.kind !== 'baseline') return []
      const figure = (name: string) => {
        const value = entry[name]
        return typeof value === 'number' ? value.toFixed(1) : null
      }
      const [pulse, spo2] = [figure('pulseRate'), figure('spo2')]
      return [
        [
          time(at),
          from(at),
          `${figure('systolic') ?? NONE}/${figure('diastolic') ?? NONE}`,
          figure('mean') ?? NONE,
          join(pulse && `${pulse} /min`, spo2 && `${spo2} %`) || NONE,
          describeForming(report, entry),
        ],
      ]
    }),
  }
}

function describeForming(report: Report, entry: Readonly<Record<string, unknown>>): string {
  const { from: used, reason, by, before } = entry
  const who = typeof by === 'string' ? by : ''
  if (!Array.isArray(used)) {
    const old = isPressure(before)
      ? `, before ${before.systolic.toFixed(1)}/${before.diastolic.toFixed(1)}`
      : ''
    return `set by ${who}${old}${typeof reason === 'string' ? ` (${reason})` : ''}`
  }
  const { time } = instants(report)
  const readings = report.cuff.filter(({ seq }) => used.includes(seq))
  const said = readings.map(
    ({ takenAt, systolic, diastolic }) => `${pressure(systolic, diastolic)} at ${time(takenAt)}`,
  )
  const one = said.length === 1
  return `frozen at T0 (${who}): ${one ? 'the one reading' : 'mean of'} ${said.join(' and ')}; pulse and SpO2: medians of 5 min`
}

function isPressure(value: unknown): value is { readonly systolic: number; readonly diastolic: number } {
  return (
    typeof value === 'object' && value !== null && 'systolic' in value && typeof value.systolic === 'number'
  )
}
