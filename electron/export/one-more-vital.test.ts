import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { wholeContent } from '../../shared/report/content.ts'
import type { Report } from '../../shared/report/model.ts'
import { streamVitalIds } from '../../shared/vitals.ts'
import { english } from '../../shared/words/en/index.ts'
import { exportReport } from './export-report.ts'
import { readPages, readWords, squash } from './testing/read-pdf.ts'

/* A new vital sign is one row: here the catalogue has one more, and every format tells of it. */

vi.mock('../../shared/vitals.ts', async () =>
  (await import('../../fixtures/one-more-vital.ts')).vitalsWithOneMore(),
)

const script = [
  { t: -600, sample: { kind: 'nibp', systolic: 124, diastolic: 76, mean: 92, pulseRate: 70, status: 'ok' } },
  { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 900 },
  { t: -300, sample: { kind: 'vital', vital: 'bis', value: 93.25 }, every: 1, until: 300 },
  { t: 0, do: 'startDosing', by: 'nurse-1' },
  // Silent for 20 s: nothing is drawn over it.
  { t: 320, sample: { kind: 'vital', vital: 'bis', value: 71.5 }, every: 1, until: 900 },
  { t: 900, end: true },
]

describe('A vital sign that is one row more', { timeout: 120_000 }, () => {
  let report: Report
  const read = async (format: 'csv' | 'html' | 'fhir' | 'json') =>
    new TextDecoder().decode((await exportReport(report, format, english)).bytes)
  beforeAll(() => {
    expect(streamVitalIds).toContain('bis')
    report = reportOf(script.map(line => JSON.stringify(line)).join('\n'), 'device')
  })

  it('is in the PDF: chart, extremes and minutes', async () => {
    const { bytes } = await exportReport(report, 'pdf', english, { content: wholeContent })
    const pages = readPages(bytes)
    const first = squash(pages[0] ?? '')
    expect(first).toContain(squash('Bispectral index {index}'))
    expect(first).toContain(squash('Lowest bispectral index 71.5 {index} at 5 min'))
    expect(squash(pages.join(' '))).toContain(squash('93.3 (93.3–93.3)'))
  })
  it('breaks no head of the table of minutes, beside all the others', async () => {
    const all = streamVitalIds.map(vital => ({
      t: -300,
      sample: { kind: 'vital', vital },
      every: 1,
      until: 60,
    }))
    const values: Readonly<Partial<Record<string, number>>> = { temperature: 36.7, spo2: 97, bis: 93.25 }
    const lines = all.map(line => ({
      ...line,
      sample: { ...line.sample, value: values[line.sample.vital] ?? 40 },
    }))
    const full = reportOf(
      [...lines, script[3], { t: 60, end: true }].map(line => JSON.stringify(line)).join('\n'),
      'device',
    )
    const { bytes } = await exportReport(full, 'pdf', english, { content: wholeContent })
    const heads = readWords(bytes).flatMap(({ words }) => {
      const first = words.find(({ text }, index) => text === 'Minute' && words[index + 1]?.text === 'from')
      return words.filter(({ yMin }) => first && yMin >= first.yMin - 1 && yMin < first.yMin + 22)
    })
    expect(heads.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Bispectral', 'Temperature', 'Respiration', 'Heart']),
    )
  })
  it('is in the HTML: its panel, its line cut at the gap, its column', async () => {
    const html = await read('html')
    expect(html).toContain('>Bispectral index {index}</text>')
    expect(html).toContain('<th scope="col">Bispectral index {index}</th>')
    expect(html).toContain('<td>71.5 (71.5–71.5)</td>')
    const { layOutChart } = await import('../../shared/report/chart.ts')
    const drawn = layOutChart(report, 640, 320, english)
    expect(drawn.lines.find(({ vital }) => vital === ('bis' as never))?.runs).toHaveLength(2)
    const panel = drawn.smallPanels[0]
    if (!panel) throw new Error('no panel')
    for (const run of drawn.lines.at(-1)?.runs ?? [])
      for (const [, y] of run.line) {
        expect(y).toBeGreaterThanOrEqual(panel.y)
        expect(y).toBeLessThanOrEqual(panel.y + panel.height)
      }
  })
  it('is in the CSV', async () => {
    const rows = parse((await read('csv')).replace(/^\uFEFF/, ''), { columns: true }) as {
      parameter: string
      value: string
      unit: string
    }[]
    const own = rows.filter(({ parameter }) => parameter === 'Bispectral index')
    expect(own).toHaveLength(601 + 581)
    expect(own[0]).toMatchObject({ value: '93.25', unit: '{index}' })
  })
  it('is in FHIR', async () => {
    const bundle = JSON.parse(await read('fhir')) as {
      entry: { resource: { resourceType: string; code?: { text?: string }; valueQuantity?: object } }[]
    }
    const own = bundle.entry.filter(({ resource }) => resource.code?.text === 'Bispectral index')
    expect(own).toHaveLength(21)
    expect(own[0]?.resource.valueQuantity).toMatchObject({ value: 93.25, code: '{index}' })
  })
  it('is in the session file, beside those that had names before', async () => {
    const { derived } = JSON.parse(await read('json')) as { derived: { minutes: object[] } }
    expect(derived.minutes[0]).toMatchObject({ pulse: null, bis: { median: 93.25 }, spo2: { median: 97 } })
  })
})
