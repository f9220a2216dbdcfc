import type { baselineSet } from '../../record/baseline.ts'
import type { EventOf } from '../../record/event.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { because, columns, instants, join, NONE, pressure, type ReportTable } from './table.ts'

/** Every baseline that was in force, oldest first, and what each was formed from: limits relative to it moved with it. */
export function baselineTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, baseline: said } = words.report.tables
  return {
    key: 'baseline',
    title: said.title,
    note: said.note,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [heads.pressure, 14],
      [heads.mean, 10],
      [said.rest, 16],
      [said.how, 41],
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

function describeForming(report: Report, entry: EventOf<typeof baselineSet>, words: ReportWords): string {
  const { from: used, reason, by: who, before, halfMinutes } = entry
  const { baseline: said } = words.report.tables
  const old = before ? `${before.systolic.toFixed(1)}/${before.diastolic.toFixed(1)}` : null
  if (!used) return said.set(who, old, because(reason, words))
  const { alone } = instants(report)
  const readings = report.cuff.filter(({ seq }) => used.includes(seq))
  return said.formed(
    before === undefined ? said.frozen : said.formedAnew,
    who,
    old,
    readings.map(({ takenAt, systolic, diastolic }) =>
      said.reading(pressure(systolic, diastolic), alone(takenAt)),
    ),
    halfMinutes ? words.report.halfMinutes : null,
  )
}
