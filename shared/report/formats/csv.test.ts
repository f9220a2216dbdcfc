import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { wholeReport } from '../../../fixtures/sessions/whole-session.ts'
import { english } from '../../words/en/index.ts'
import { type ReportWords, reportWordsOf } from '../../words/report.ts'
import { csvColumns, spokenColumns, writeCsv } from './csv.ts'

type Row = Readonly<Record<(typeof csvColumns)[number], string>>
const rowsIn = (words: ReportWords) =>
  parse(writeCsv(wholeReport(words), words), { columns: true, bom: true }) as readonly Row[]

/** Without what is for people. */
const codesOf = (row: Row) =>
  csvColumns.filter(column => !spokenColumns.some(spoken => spoken === column)).map(column => row[column])

it('What programs read of the CSV is the same in every language', () => {
  const [inEnglish, inPseudo] = [rowsIn(english), rowsIn(reportWordsOf('pseudo'))]
  expect(inPseudo.map(codesOf)).toEqual(inEnglish.map(codesOf))
  expect(
    inPseudo.some(({ parameter, priority }) => parameter.startsWith('‹') && priority.startsWith('‹')),
  ).toBe(true)
})

it('Each row of the CSV says in a code of what it tells, and each alarm how urgent it was', () => {
  const rows = rowsIn(english)
  const codes = (record: string) =>
    new Set(rows.filter(row => row.record === record).map(row => row.parameter_id))
  for (const row of rows) {
    expect(row.parameter_id, JSON.stringify(row)).toMatch(/^[a-z][a-zA-Z0-9-]*$/)
    expect(row.priority_id).toMatch(row.record === 'alarm' ? /^(?:high|medium|low)$/ : /^$/)
  }
  expect([...codes('reading')]).toEqual(expect.arrayContaining(['spo2', 'pulseRate', 'nibp']))
  expect([...codes('dose')]).toEqual(['esketamine'])
  expect([...codes('alarm')]).toEqual(expect.arrayContaining(['spo2-low', 'systolic-high']))
  expect([...codes('event')]).toEqual(expect.arrayContaining(['phase', 'mark', 'limit']))
})

it('docs/csv.md tells of each column, in order', () => {
  const told = readFileSync(new URL('../../../docs/csv.md', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, column]) => column))
  expect(told).toEqual([...csvColumns])
})
