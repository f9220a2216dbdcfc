import type { Words } from '../../words/index.ts'
import { nameCheck } from '../../words/names.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** The discharge checklist with its evidence, as it stood at the close, or as it stands now. */
export function dischargeTable(report: Report, words: Words): ReportTable {
  const { time } = instants(report)
  const { closed } = report.session
  const checks = report.discharge ?? []
  const open = checks.filter(({ passed, override }) => !passed && !override).map(({ id }) => id)
  const state = closed
    ? `As it stood at the close, ${time(closed.at)}.`
    : 'The session is open: as it stands now.'
  const left =
    closed && open.length > 0
      ? ` Closed by ${closed.by} with ${open.join(', ')} open${closed.reason ? `: ${closed.reason}` : '.'}`
      : ''
  return {
    title: 'Discharge checklist',
    ...(checks.length > 0 ? { note: `${state}${left}` } : {}),
    columns: columns(['Criterion', 26], ['Result', 13], ['Evidence', 29], ['Override', 32]),
    rows: checks.map(check => [
      `${check.id} ${nameCheck(check, words)}`,
      check.passed ? 'passed' : check.override ? 'OVERRIDDEN' : 'NOT PASSED',
      check.evidence,
      check.override ? `${check.override.reason} (${check.override.by}, ${time(check.override.at)})` : NONE,
    ]),
  }
}
