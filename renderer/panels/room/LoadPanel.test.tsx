import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../../fixtures/sessions/replay.ts'
import { makeTables } from '../../../shared/report/tables/index.ts'
import { reportWordsOf } from '../../../shared/words/report.ts'
import { words } from '../../text/text.ts'
import { LoadPanel } from './LoadPanel.tsx'

describe('The alarm load on screen', () => {
  it('has the sentence and every figure of the report', () => {
    const report = reportOf(readFileSync('fixtures/sessions/short-session.ndjson', 'utf8'))
    const table = makeTables(report, reportWordsOf('en')).find(({ title }) => title === 'Alarm load')
    const shown = renderToStaticMarkup(<LoadPanel load={report.load} />)
    expect(report.load.all.count).toBeGreaterThan(0)
    for (const sentence of table?.note?.split('. ') ?? []) expect(shown).toContain(sentence)
    expect(table?.note).toContain(words.load.oneReading)
    for (const [name, count, ...figures] of table?.rows ?? []) {
      expect(shown).toContain(name)
      expect(count).toMatch(/^\d+$/)
      for (const figure of figures) expect(shown).toContain(figure)
    }
  })
  it('of a session without alarms is the sentence alone', () => {
    const shown = renderToStaticMarkup(<LoadPanel load={reportOf('{"t":0,"end":true}').load} />)
    expect(shown).toContain('No alarm in ')
    expect(shown).not.toContain('<table')
  })
})
