import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { findPreset } from '../../shared/presets/index.ts'
import { layOutChart } from '../../shared/report/chart.ts'
import { english } from '../../shared/words/en/index.ts'
import { type ReportWords, reportWordsOf } from '../../shared/words/report.ts'
import { exportReport, type ReportFormat } from './export-report.ts'
import { readPages } from './testing/read-pdf.ts'

/* A phase has one name: that of the session's preset, wherever it is read. */

const script = readFileSync(
  new URL('../../fixtures/scenarios/iv-by-the-book.ndjson', import.meta.url),
  'utf8',
)
const shipped = findPreset('IV-0.5MGKG-40')
if (!shipped) throw new Error('the preset is gone')
const renamed = { ...shipped, phaseNames: { dosing: 'Journey', observation: 'Landing' } }

const reportIn = (preset: typeof renamed, words: ReportWords = english) =>
  reportOf(script, 'device', preset, { words })
async function read(preset: typeof renamed, format: ReportFormat, words: ReportWords = english) {
  const { bytes } = await exportReport(reportIn(preset, words), format, words)
  return format === 'pdf' ? readPages(bytes).join(' ') : new TextDecoder().decode(bytes)
}

const formats = ['pdf', 'html', 'csv', 'fhir'] as const
describe.each(formats)('In %s, phases', { timeout: 60_000 }, format => {
  it('are called as the clinic calls them in its preset', async () => {
    const text = await read(renamed, format)
    expect(text).toContain('Phase: Journey')
    expect(text).toContain('Phase: Landing')
    if (format !== 'csv') expect(text).toMatch(/Journey \d\d:\d\d:\d\d \(0:00\); Landing \d\d:\d\d:\d\d/)
    if (format === 'pdf' || format === 'html')
      for (const name of ['JOURNEY', 'LANDING']) expect(text).toContain(name)
    expect(text).not.toMatch(/Phase: (?:Dosing|Infusion|Observation|Recovery)/)
  })

  it('are called as a preset ships, in the language of the report', async () => {
    expect(await read(shipped, format)).toMatch(/Phase: Infusion.*Phase: Recovery/s)
    expect(await read(shipped, format, reportWordsOf('pseudo'))).toMatch(/‹Phase: ‹Infusion[ ~]*›/)
  })
})

it('The bands of the chart have the same names', () => {
  const labels = layOutChart(reportIn(renamed), 511, 300, english).phases.map(({ label }) => label)
  expect(labels).toEqual(expect.arrayContaining(['BASELINE', 'JOURNEY', 'LANDING', 'DISCHARGE ASSESSMENT']))
})
