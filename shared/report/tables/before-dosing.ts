import { preDoseItems } from '../../session/pre-dose.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, type ReportTable } from './table.ts'

/** The newest answer to each item of the checklist, and who compared the identifiers; older answers stand in the events. */
export function checklistTable(report: Report, words: ReportWords): ReportTable {
  const { time } = instants(report)
  const { identity, preDose = [], preset } = report.session
  const { heads, yes, checklist: said } = words.report.tables
  return {
    key: 'checklist',
    title: said.title,
    columns: columns(
      [heads.item, 40],
      [heads.answer, 14],
      [heads.note, 22],
      [heads.by, 14],
      [heads.time, 10],
    ),
    rows: [
      [
        words.record.identity,
        identity ? yes : said.notRecorded,
        NONE,
        identity?.by ?? NONE,
        identity ? time(identity.at) : NONE,
      ],
      ...preDoseItems(preset).map(item => {
        const answer = preDose.find(known => known.item === item)
        if (!answer) return [words.preDose[item], said.notRecorded, NONE, NONE, NONE]
        const { clear, text, by, at } = answer
        return [words.preDose[item], clear ? said.clear : said.present, text ?? NONE, by, time(at)]
      }),
    ],
  }
}

/** What stood against dosing, who let it pass and who signed too. */
export function gateTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, gate: said } = words.report.tables
  return {
    key: 'gate',
    title: said.title,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [said.findings, 29],
      [said.done, 15],
      [heads.reason, 17],
      [heads.by, 20],
    ),
    rows: report.events.flatMap(({ at, entry }) => {
      if (entry.event !== 'session' || (entry.kind !== 'gate' && entry.kind !== 'gateOverride')) return []
      const { findings = [], reason, second, by } = entry
      if (findings.length === 0) return []
      return [
        [
          time(at),
          from(at),
          join(...findings.map(id => words.findings[id])),
          entry.kind === 'gate' ? said.started : said.letPass,
          reason ?? NONE,
          join(by, second && said.signedToo(second)),
        ],
      ]
    }),
  }
}
