import { preDoseItems } from '../../session/pre-dose.ts'
import type { Words } from '../../words/index.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, type ReportTable } from './table.ts'

/** The newest answer to each item of the checklist, and who compared the identifiers; older answers stand in the events. */
export function checklistTable(report: Report, words: Words): ReportTable {
  const { time } = instants(report)
  const { identity, preDose = [], preset } = report.session
  return {
    title: 'Before dosing: identity and checklist',
    columns: columns(['Item', 40], ['Answer', 14], ['Note', 22], ['By', 14], ['Time', 10]),
    rows: [
      [
        'Two identifiers of the patient compared',
        identity ? 'yes' : 'not recorded',
        NONE,
        identity?.by ?? NONE,
        identity ? time(identity.at) : NONE,
      ],
      ...preDoseItems(preset).map(item => {
        const answer = preDose.find(known => known.item === item)
        if (!answer) return [words.preDose[item], 'not recorded', NONE, NONE, NONE]
        const { clear, text, by, at } = answer
        return [words.preDose[item], clear ? 'no' : 'YES', text ?? NONE, by, time(at)]
      }),
    ],
  }
}

/** What stood against dosing, who let it pass and who signed too. */
export function gateTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Before dosing: findings and overrides',
    columns: columns(
      ['Time', 10],
      ['From T0', 9],
      ['What stood against dosing', 29],
      ['What was done', 15],
      ['Reason', 17],
      ['By', 20],
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
          entry.kind === 'gate' ? 'dosing was started' : 'let pass',
          reason ?? NONE,
          join(by, second && `signed too by ${second}`),
        ],
      ]
    }),
  }
}
