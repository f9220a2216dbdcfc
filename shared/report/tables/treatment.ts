import type { Dose, DoseCorrection } from '../../session/types.ts'
import { nameMark } from '../../words/names.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, type ReportTable, sayWhose } from './table.ts'

export function doseTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, doses: said } = words.report.tables
  return {
    key: 'doses',
    title: said.title,
    columns: columns(
      [heads.time, 12],
      [heads.fromT0, 11],
      [said.drug, 28],
      [said.given, 11],
      ['mg/kg', 9],
      [said.lot, 13],
      [heads.by, 16],
    ),
    rows: report.session.doses.map(dose => [
      time(dose.at),
      from(dose.at),
      [
        words.drugs[dose.drug],
        words.routes[dose.route],
        dose.device === undefined ? '' : said.device(dose.device),
        dose.infusionMin === undefined ? '' : said.plannedMin(dose.infusionMin),
      ]
        .filter(Boolean)
        .join(', '),
      describeMg(dose, words),
      dose.mgPerKg === undefined ? NONE : dose.mgPerKg.toFixed(2),
      dose.lot ?? NONE,
      dose.by,
    ]),
  }
}

function describeMg({ mg, givenMg, plannedMg }: Dose, words: ReportWords): string {
  const { doses: said } = words.report.tables
  const amount = givenMg === undefined ? String(mg) : said.part(givenMg, mg)
  return plannedMg === undefined ? amount : said.planned(amount, plannedMg)
}

/** Doses that were taken back or put right, with what stood there before: without any there is no table. */
export function doseChangeTable(report: Report, words: ReportWords): readonly ReportTable[] {
  const { time, alone, from } = instants(report)
  const { doses, withdrawnDoses = [] } = report.session
  const { heads, doseChanges: said } = words.report.tables
  const describe = ({ mg, at, lot }: DoseCorrection['before']) =>
    join(said.dose(mg, alone(at), from(at)), lot && said.lot(lot))
  const rows = [
    ...withdrawnDoses.map(({ withdrawn, ...dose }) => ({
      at: withdrawn.at,
      row: [describe(dose), said.withdrawn, withdrawn.reason, withdrawn.by],
    })),
    ...[...doses, ...withdrawnDoses].flatMap(dose =>
      (dose.corrections ?? []).map(({ before, reason, by, at }, index, all) => ({
        at,
        row: [describe(before), describe(all[index + 1]?.before ?? dose), reason, by],
      })),
    ),
  ].toSorted((a, b) => a.at.monoMs - b.at.monoMs)
  if (rows.length === 0) return []
  return [
    {
      key: 'doseChanges',
      title: said.title,
      columns: columns(
        [heads.time, 12],
        [said.before, 26],
        [said.now, 26],
        [heads.reason, 22],
        [heads.by, 14],
      ),
      rows: rows.map(({ at, row }) => [time(at), ...row]),
    },
  ]
}

/** Only infusions can pause: without a pause there is no table. */
export function pauseTable(report: Report, words: ReportWords): readonly ReportTable[] {
  const { time, from, lasted } = instants(report)
  const { heads, pauses: said } = words.report.tables
  const pauses = report.session.infusionPauses
  if (pauses.length === 0) return []
  return [
    {
      key: 'pauses',
      title: said.title,
      columns: columns([heads.from, 20], [heads.to, 20], [heads.fromT0, 20], [heads.length, 40]),
      rows: pauses.map(pause => [
        time(pause.from),
        pause.to ? time(pause.to) : said.notResumed,
        from(pause.from),
        pause.to ? lasted(pause.from, pause.to) : NONE,
      ]),
    },
  ]
}

export function markTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, marks: said } = words.report.tables
  return {
    key: 'marks',
    title: said.title,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [said.mark, 16],
      [said.severity, 11],
      [heads.note, 38],
      [heads.by, 16],
    ),
    rows: report.session.marks.map(mark => [
      time(mark.at),
      from(mark.at),
      nameMark(mark, words),
      mark.severity === undefined ? NONE : words.severities[mark.severity],
      [
        mark.text ?? '',
        sayWhose(report, mark.at, words),
        mark.seq === undefined ? '' : describeCuffOf(report, mark.seq, words),
        mark.withdrawn ? said.withdrawn(mark.withdrawn.by, time(mark.withdrawn.at)) : '',
      ]
        .filter(Boolean)
        .join('; ') || NONE,
      mark.by,
    ]),
  }
}

/** Which blood pressure a mark bears on. */
function describeCuffOf(report: Report, seq: number, words: ReportWords): string {
  const reading = report.cuff.find(candidate => candidate.seq === seq)
  return reading ? words.report.tables.marks.duringCuff(instants(report).alone(reading.takenAt)) : ''
}
