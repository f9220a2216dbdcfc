import { needsRems, type RemsAnswer, type RemsValue, remsFormOf } from '../../session/rems.ts'
import { remsAnswers } from '../../session/rems-answers.ts'
import { doubtOfPatient } from '../../session/unconfirmed.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { prefillRems } from '../rems.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** For pen and paper, where nobody has answered. */
const BLANK = { minutes: '_____', text: '__________', hand: '__________' } as const

/** The REMS field sheet on a page of its own; for esketamine alone. */
export function remsTable(report: Report, words: ReportWords): readonly ReportTable[] {
  const { session } = report
  if (!needsRems(session)) return []
  const { alone } = instants(report)
  const { heads, rems: said } = words.report.tables
  const form = remsFormOf(session)
  const known = prefillRems(report, words)
  const answers = remsAnswers(session)
  const describeWho = ({ by, at }: RemsAnswer) => {
    const when = alone(at).replace(/(\d\d:\d\d):\d\d/, '$1')
    const doubt = doubtOfPatient(session, at)
    return `${by}, ${when}${doubt ? `, ${words.flags[doubt]}` : ''}`
  }
  return [
    {
      key: 'rems',
      title: said.title,
      section: said.section,
      ownPage: true,
      note: said.note(form.version, words.remsForm.sources[form.version]),
      columns: columns([heads.item, 35], [said.record, 26], [heads.answer, 14], [said.answeredBy, 25]),
      rows: form.items.map(({ id, kind }) => {
        const answer = answers.find(given => given.item === id)
        const record = known[id]
        const open = kind === 'yesNo' ? said.blank : kind === 'record' ? NONE : BLANK[kind]
        const blank = record?.final ? NONE : open
        return [
          words.remsForm.items[id],
          record?.text ?? NONE,
          answer ? describeValue(answer.value, kind, words) : blank,
          answer ? describeWho(answer) : NONE,
        ]
      }),
    },
  ]
}

function describeValue(value: RemsValue, kind: string, words: ReportWords): string {
  const { yes, no } = words.report.tables
  if (typeof value === 'boolean') return value ? yes : no
  return kind === 'minutes' ? `${value} min` : String(value)
}
