import type { Dose, DoseCorrection } from '../../session/types.ts'
import type { Words } from '../../words/index.ts'
import { nameMark } from '../../words/names.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, type ReportTable, sayWhose } from './table.ts'

export function doseTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Doses',
    columns: columns(
      ['Time', 12],
      ['From T0', 11],
      ['Drug and route', 28],
      ['Given mg', 11],
      ['mg/kg', 9],
      ['Lot', 13],
      ['By', 16],
    ),
    rows: report.session.doses.map(dose => [
      time(dose.at),
      from(dose.at),
      [
        dose.drug,
        words.routes[dose.route],
        dose.device === undefined ? '' : `device ${dose.device}`,
        dose.infusionMin === undefined ? '' : `planned ${dose.infusionMin} min`,
      ]
        .filter(Boolean)
        .join(', '),
      describeMg(dose),
      dose.mgPerKg === undefined ? NONE : dose.mgPerKg.toFixed(2),
      dose.lot ?? NONE,
      dose.by,
    ]),
  }
}

function describeMg({ mg, givenMg, plannedMg }: Dose): string {
  const amount = givenMg === undefined ? String(mg) : `${givenMg} of ${mg}`
  return plannedMg === undefined ? amount : `${amount} (planned ${plannedMg})`
}

/** Doses that were taken back or put right, with what stood there before: without any there is no table. */
export function doseChangeTable(report: Report): readonly ReportTable[] {
  const { time, alone, from } = instants(report)
  const { doses, withdrawnDoses = [] } = report.session
  const describe = ({ mg, at, lot }: DoseCorrection['before']) =>
    join(`${mg} mg at ${alone(at)} (${from(at)})`, lot && `lot ${lot}`)
  const rows = [
    ...withdrawnDoses.map(({ withdrawn, ...dose }) => ({
      at: withdrawn.at,
      row: [describe(dose), 'WITHDRAWN', withdrawn.reason, withdrawn.by],
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
      title: 'Doses withdrawn and corrected',
      columns: columns(
        ['Time', 12],
        ['What stood there before', 26],
        ['What stands there now', 26],
        ['Reason', 22],
        ['By', 14],
      ),
      rows: rows.map(({ at, row }) => [time(at), ...row]),
    },
  ]
}

/** Only infusions can pause: without a pause there is no table. */
export function pauseTable(report: Report): readonly ReportTable[] {
  const { time, from, lasted } = instants(report)
  const pauses = report.session.infusionPauses
  if (pauses.length === 0) return []
  return [
    {
      title: 'Pauses of the infusion',
      columns: columns(['From', 20], ['To', 20], ['From T0', 20], ['Length', 40]),
      rows: pauses.map(pause => [
        time(pause.from),
        pause.to ? time(pause.to) : 'not resumed',
        from(pause.from),
        pause.to ? lasted(pause.from, pause.to) : NONE,
      ]),
    },
  ]
}

export function markTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Marks and interventions',
    columns: columns(['Time', 10], ['From T0', 9], ['Mark', 16], ['Severity', 11], ['Note', 38], ['By', 16]),
    rows: report.session.marks.map(mark => [
      time(mark.at),
      from(mark.at),
      nameMark(mark, words),
      mark.severity ?? NONE,
      [
        mark.text ?? '',
        sayWhose(report, mark.at, words),
        mark.seq === undefined ? '' : describeCuffOf(report, mark.seq),
        mark.withdrawn ? `withdrawn by ${mark.withdrawn.by} at ${time(mark.withdrawn.at)}` : '',
      ]
        .filter(Boolean)
        .join('; ') || NONE,
      mark.by,
    ]),
  }
}

/** Which blood pressure a mark bears on. */
function describeCuffOf(report: Report, seq: number): string {
  const reading = report.cuff.find(candidate => candidate.seq === seq)
  return reading ? `during the blood pressure of ${instants(report).alone(reading.takenAt)}` : ''
}
