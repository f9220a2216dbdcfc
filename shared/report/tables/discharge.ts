import { sayEvidence } from '../../words/evidence.ts'
import { nameCheck } from '../../words/names.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** The discharge checklist with its evidence, as it stood at the close, or as it stands now. */
export function dischargeTable(report: Report, words: ReportWords): ReportTable {
  const { time } = instants(report)
  const { closed } = report.session
  const checks = report.discharge ?? []
  const open = checks.filter(({ passed, override }) => !passed && !override).map(({ id }) => id)
  const { heads, discharge: said } = words.report.tables
  const state = closed ? said.atTheClose(time(closed.at)) : said.asOfNow
  const left = closed && open.length > 0 ? [describeOpen(closed, open.join(', '), words)] : []
  return {
    key: 'discharge',
    title: said.title,
    ...(checks.length > 0 ? { note: [state, ...left].join(' ') } : {}),
    columns: columns([said.criterion, 26], [heads.result, 13], [said.evidence, 29], [said.override, 32]),
    rows: checks.map(check => [
      `${check.id} ${nameCheck(check, words)}`,
      check.passed ? said.passed : check.override ? said.overridden : said.notPassed,
      sayEvidence(check.evidence, words),
      check.override ? `${check.override.reason} (${check.override.by}, ${time(check.override.at)})` : NONE,
    ]),
  }
}

/** Who closed the session with which criteria open. */
function describeOpen(
  { by, reason }: NonNullable<Report['session']['closed']>,
  checks: string,
  words: ReportWords,
): string {
  const { discharge: said } = words.report.tables
  return reason ? said.closedBecause(by, checks, reason) : said.closed(by, checks)
}
