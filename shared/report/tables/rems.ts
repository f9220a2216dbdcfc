import { needsRems, type RemsAnswer, type RemsValue, remsFormOf } from '../../session/rems.ts'
import { remsAnswers } from '../../session/rems-answers.ts'
import { doubtOfPatient } from '../../session/unconfirmed.ts'
import type { Words } from '../../words/index.ts'
import type { Report } from '../model.ts'
import { prefillRems } from '../rems.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** For pen and paper, where nobody has answered. */
const BLANK = { yesNo: 'yes ___ no ___', minutes: '_____', text: '__________', hand: '__________' } as const

/** The REMS field sheet on a page of its own; for esketamine alone. */
export function remsTable(report: Report, words: Words): readonly ReportTable[] {
  const { session } = report
  if (!needsRems(session)) return []
  const { alone } = instants(report)
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
      title: 'REMS patient monitoring: field sheet',
      section: 'REMS field sheet',
      ownPage: true,
      note: `Vigil does not submit it; due within 7 days of the treatment. Form ${form.version}: ${form.source}. “Record”: what Vigil measured and what was entered in the session. “Answer”: what staff answered; blank lines are for pen and paper.`,
      columns: columns(['Item', 35], ['Record', 26], ['Answer', 14], ['Answered by', 25]),
      rows: form.items.map(({ id, label, kind }) => {
        const answer = answers.find(given => given.item === id)
        const record = known[id]
        const blank = kind === 'record' || record?.final ? NONE : BLANK[kind]
        return [
          label,
          record?.text ?? NONE,
          answer ? describeValue(answer.value, kind) : blank,
          answer ? describeWho(answer) : NONE,
        ]
      }),
    },
  ]
}

function describeValue(value: RemsValue, kind: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return kind === 'minutes' ? `${value} min` : String(value)
}
