import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { makeFacts } from '../../shared/report/facts.ts'
import type { Report } from '../../shared/report/model.ts'
import { makeTables } from '../../shared/report/tables/index.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { exportReport } from './export-report.ts'
import { renderPdf } from './pdf.ts'
import { saveExport } from './save.ts'
import { readInfo, readPages, squeeze } from './testing/read-pdf.ts'

describe('the PDF of a long session', () => {
  let report: Report
  let pdf: Uint8Array
  let pages: readonly string[]
  beforeAll(async () => {
    report = reportOf(longSession())
    pdf = await renderPdf(report, words)
    pages = readPages(pdf)
  })

  it('holds every alarm with its acknowledgements, and every other row of every table', () => {
    const text = pages.join(' ')
    expect(report.alarms.length).toBeGreaterThan(15)
    for (const { title, note = '', columns, rows } of makeTables(report, words)) {
      expect(text).toContain(squeeze(title))
      expect(text).toContain(note)
      for (const { head } of rows.length > 0 ? columns : []) expect(text).toContain(squeeze(head))
      for (const cell of rows.flat()) expect(text).toContain(squeeze(cell))
    }
    expect(text).toContain('Dr Lindqvist after 35 s (expected course); N. Okafor after 45 s')
  })

  it('says on page 1 who, what and when, and shows the chart there', () => {
    for (const { label, value } of makeFacts(report, words)) {
      expect(pages[0]).toContain(label)
      expect(pages[0]).toContain(squeeze(value))
    }
    for (const sentence of report.statements) expect(pages[0]).toContain(sentence)
    expect(pages[0]).toMatch(/SYS ≥ 170/)
    expect(pages[0]).toMatch(/28 mg 28 mg 28 mg/)
  })

  it('names patient, session, record, page and kind of values on every page', () => {
    expect(pages.length).toBeGreaterThan(3)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('RPL, born 1980, record replay · session S-20261123-1')
      expect(page).toContain(`Record ${report.recordHash}`)
      expect(page).toContain(`page ${index + 1} of ${pages.length}`)
      expect(page).toContain('SIMULATED · contains manual values')
    }
  })

  it('is the same, byte for byte, for the same report', async () => {
    expect(Buffer.from(await renderPdf(report, words)).equals(pdf)).toBe(true)
  })

  it('fits Letter as well', async () => {
    const letter = await renderPdf(report, words, 'letter')
    expect(readInfo(letter)).toMatch(/Page size: +612 x 792/)
    expect(readInfo(letter)).toMatch(/Tagged: +yes/)
    expect(readPages(letter).join(' ')).toContain('Dr Lindqvist after 50 s')
  })
})

describe('exports', () => {
  const short = () => reportOf(readFileSync('fixtures/sessions/short-session.ndjson', 'utf8'))

  it('print names with letters of every kind', async () => {
    const { bytes } = await exportReport(short(), 'pdf', words)
    const text = readPages(bytes).join(' ')
    expect(text).toContain('Łukasz Żak')
    expect(text).toContain('Dr Ångström after 2 s')
  })

  it('say so where a session has no dose, no alarm and no values', async () => {
    const { bytes } = await exportReport(reportOf('{"t":0,"end":true}'), 'pdf', words)
    const text = readPages(bytes).join(' ')
    expect(text).toContain('Alarms: none')
    expect(text).toContain('no dose was given')
    expect(text).toContain('nothing was measured')
    expect(text).toContain('page 1 of')
  })

  it('in every format tell the same alarms', async () => {
    const report = short()
    const decode = async (format: 'csv' | 'html' | 'json') =>
      new TextDecoder().decode((await exportReport(report, format, words)).bytes)
    expect(await decode('csv')).toMatch(/SpO2 low,84,.*HIGH,acknowledged,85,Dr Ångström/)
    expect(await decode('html')).toContain('Dr Ångström after 2 s')
    expect(JSON.parse(await decode('json'))).toMatchObject({
      format: 'vigil-session',
      derived: {
        alarms: JSON.parse(
          JSON.stringify(report.alarms.map(({ seqs, ...alarm }) => ({ ...alarm, records: seqs }))),
        ),
      },
    })
  })

  it('write FHIR as a file of its own kind', async () => {
    const { bytes, mediaType, extension } = await exportReport(short(), 'fhir', words)
    expect({ mediaType, extension }).toEqual({ mediaType: 'application/fhir+json', extension: 'fhir.json' })
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({
      resourceType: 'Bundle',
      type: 'document',
    })
  })
})

describe('saving', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-export-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('never writes over a file', () => {
    const save = (byte: number) => saveExport(join(dir, 'reports'), 'vigil-S-1', 'pdf', Uint8Array.of(byte))
    const paths = [save(1), save(2), save(3)]
    expect(readdirSync(join(dir, 'reports')).toSorted()).toEqual([
      'vigil-S-1-2.pdf',
      'vigil-S-1-3.pdf',
      'vigil-S-1.pdf',
    ])
    expect(paths.map(path => readFileSync(path)[0])).toEqual([1, 2, 3])
  })
})
