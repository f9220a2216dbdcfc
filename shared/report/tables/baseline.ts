import type { baselineSet } from '../../record/baseline.ts'
import type { EventOf } from '../../record/event.ts'
import type { Words } from '../../words/index.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, pressure, type ReportTable } from './table.ts'

/** Every baseline that was in force, oldest first, and what each was formed from: limits relative to it moved with it. */
export function baselineTable(report: Report, words: Words): ReportTable {
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
      const [pulse, spo2] = [tenth(entry.pulseRate), tenth(entry.spo2)]
      return [
        [
          time(at),
          from(at),
          `${tenth(entry.systolic)}/${tenth(entry.diastolic)}`,
          tenth(entry.mean) ?? NONE,
          join(pulse && `${pulse} /min`, spo2 && `${spo2} %`) || NONE,
          describeForming(report, entry, words),
        ],
      ]
    }),
  }
}

function tenth(value: number | null | undefined): string | null {
  return value?.toFixed(1) ?? null
}

function describeForming(report: Report, entry: EventOf<typeof baselineSet>, words: Words): string {
  const { from: used, reason, by: who, before, halfMinutes } = entry
  const old = before ? `, before ${before.systolic.toFixed(1)}/${before.diastolic.toFixed(1)}` : ''
  if (!used) {
    return `set by ${who}${old}${reason ? ` (${reason})` : ''}`
  }
  const { alone } = instants(report)
  const readings = report.cuff.filter(({ seq }) => used.includes(seq))
  const said = readings.map(
    ({ takenAt, systolic, diastolic }) => `${pressure(systolic, diastolic)} at ${alone(takenAt)}`,
  )
  const one = said.length === 1
  const when = before === undefined ? 'frozen at T0' : 'formed anew when T0 moved'
  return `${when} (${who}${old}): ${one ? 'the one reading' : 'mean of'} ${said.join(' and ')}; pulse and SpO2: medians of 5 min${halfMinutes ? `, ${words.report.halfMinutes}` : ''}`
}
