import { beforeAll, describe, expect, it } from 'vitest'
import { answeredReport, ESCORT, richReport, STRANGER } from '../../fixtures/sessions/rich-session.ts'
import type { Report } from '../../shared/report/model.ts'
import { papers } from '../../shared/report/paper.ts'
import { makeTables } from '../../shared/report/tables/index.ts'
import type { Person } from '../../shared/roles.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { exportReport, type ReportFormat } from './export-report.ts'
import { renderPdf } from './pdf.ts'
import { MARGIN } from './pdf-sheet.ts'
import { isGrey, readFonts, readInfo, readPages, readWords, squash } from './testing/read-pdf.ts'

const REMS = 'REMS patient monitoring: field sheet'

describe.each(papers)(
  'the PDF of a session in which everything happened, on %s',
  { timeout: 60_000 },
  paper => {
    let report: Report
    let pdf: Uint8Array
    let pages: readonly string[]
    beforeAll(async () => {
      report = richReport()
      pdf = await renderPdf(report, words, paper)
      pages = readPages(pdf)
    })

    it('is of a session of three hours with twenty alarms', () => {
      expect(report.alarms.length).toBeGreaterThanOrEqual(20)
      expect(report.end.monoMs - report.session.opened.at.monoMs).toBeGreaterThanOrEqual(3 * 3_600_000)
    })

    it('holds every title, note, head and cell of every table', () => {
      const text = squash(pages.join(' '))
      for (const { title, note = '', columns, rows } of makeTables(report, words)) {
        expect(text).toContain(squash(rows.length > 0 ? title : `${title}: none`))
        expect(text).toContain(squash(note))
        for (const { head } of rows.length > 0 ? columns : []) expect(text).toContain(squash(head))
        for (const cell of rows.flat()) expect(text).toContain(squash(cell))
      }
    })

    it('says who let what pass before dosing, and who signed too', () => {
      const text = squash(pages.join(' '))
      expect(text).toContain(squash('half a glass of water 20 min ago'))
      expect(text).toContain(squash('Dr Lindqvist; signed too by Øystein Łukasiewicz-Straße'))
      expect(text).toContain(
        squash('set by Dr Lindqvist, before 127.0/77.0 (first reading was after stairs)'),
      )
      expect(text).toContain(squash(`unidentified user “${STRANGER}” (staff busy with airway)`))
      expect(text).toMatch(/D2FreshmeasurementsOVERRIDDEN.*leavesatonce,lastBPwasfine/)
    })

    it('prints signatures with role, meaning, time and hash; marks void ones; shows what was amended', () => {
      const page = pages.find(candidate => candidate.includes('Record that was signed')) ?? ''
      expect(page).toMatch(/N\. Okafor nurse witnessed/)
      expect(page.match(/VOID: amended since/g)).toHaveLength(2)
      expect(page.match(/ valid /g)).toHaveLength(1)
      expect(page).toContain('2026-11-23 12:05:00')
      // It is signed: no room to sign by hand.
      expect(pages.join(' ')).not.toContain('Reviewed by (name, role)')
      expect(pages.join(' ')).toMatch(/Lot number, dose 3 KX-2208 KX-2209 misread the box N\. Okafor/)
    })

    it('has the REMS field sheet on one page of its own, even with every item answered', async () => {
      const own = pages.filter(page => page.includes(REMS))
      expect(own).toHaveLength(1)
      expect(own[0]).toContain('Vigil does not submit it; due within 7 days')
      expect(own[0]).toContain('171/99 mmHg at 09:41:00 (41 min)')
      expect(own[0]).not.toContain('Signatures')
      const full = readPages(await renderPdf(answeredReport(), words, paper))
      expect(full.filter(page => page.includes(REMS))).toHaveLength(1)
    })

    it('cuts no row at the end of a page and lets nothing run over its edge', () => {
      for (const { width, height, words } of readWords(pdf)) {
        const bottom = height - MARGIN.bottom
        for (const word of words) {
          expect(word.xMax, word.text).toBeLessThanOrEqual(width - MARGIN.right + 1)
          expect(word.yMax <= bottom + 1 || word.yMin >= bottom + 8, `${word.text} at ${word.yMin}`).toBe(
            true,
          )
        }
      }
    })

    it('leaves no title alone at the end of a page', () => {
      const titles = makeTables(report, words).map(({ title }) => title)
      for (const { height, words } of readWords(pdf)) {
        const body = words.filter(({ yMax }) => yMax <= height - MARGIN.bottom + 1)
        const lowest = Math.max(...body.map(({ yMin }) => yMin))
        const line = body.filter(({ yMin }) => yMin > lowest - 2).map(({ text }) => text)
        expect(titles).not.toContain(line.join(' '))
      }
    })

    it('is black, white and grey', () => expect(isGrey(pdf)).toBe(true))
  },
)

describe('the PDF as an archive', () => {
  it('is what PDF/A-2a asks for, as far as its parts tell', async () => {
    const pdf = await renderPdf(richReport(), words)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</)
    expect(raw).toMatch(/\/S \/GTS_PDFA1/)
    expect(raw).toMatch(/\/DestOutputProfile \d+ 0 R/)
    expect(raw).toMatch(/\/MarkInfo/)
    expect(raw).toMatch(/\/Lang \(en\)/)
    expect(raw).toMatch(/trailer[\s\S]*\/ID \[/)
    // No transparency, no encryption, no scripts, nothing from outside.
    expect(raw).not.toMatch(/\/SMask|\/(?:ca|CA) [\d.]|\/Encrypt|\/JavaScript|\/EmbeddedFile/)
    expect(readFonts(pdf).length).toBeGreaterThan(1)
    for (const font of readFonts(pdf)) expect(font).toMatch(/Identity-H +yes yes yes/)
    expect(readInfo(pdf)).toMatch(/Tagged: +yes[\s\S]*Encrypted: +no/)
    // The same title and time in both places.
    expect(raw).toContain('<xmp:CreateDate>2026-11-23T10:40:00Z')
    expect(raw).toContain('(D:20261123104000Z)')
  })
})

describe('pseudonymised', { timeout: 60_000 }, () => {
  const people: readonly Person[] = [{ id: 'person-1', name: 'n. okafor', role: 'nurse', active: true }]
  const secrets = [
    ...[
      'RPL',
      '"replay"',
      'record replay',
      'by replay',
      'Example Clinic',
      'Room 1',
      'Okafor',
      'Lindqvist',
      'Łukasiewicz',
      STRANGER,
      ESCORT,
    ],
    ...['Marlowe', '+47 22 11 09 08', 'innes@', 'blinds', 'half a glass', 'clonidine', 'shivering', 'a sip'],
    ...[
      'born 1980',
      'year 1980',
      '"1980"',
      '"birthYear": 1980,',
      'staff busy',
      'misread',
      'alert and oriented',
      'asked: none',
    ],
  ]
  const read = async (format: ReportFormat, pseudonymised: boolean) => {
    const { bytes } = await exportReport(richReport(), format, words, { pseudonymised, people })
    return format === 'pdf' ? readPages(bytes) : [new TextDecoder().decode(bytes)]
  }

  it.each(['pdf', 'html', 'csv', 'fhir', 'json'] as const)('%s names nobody', async format => {
    const pages = await read(format, true)
    expect(secrets.filter(secret => pages.join(' ').includes(secret))).toEqual([])
    expect(pages.join(' ')).toContain('person 2 (nurse)')
    if (format === 'pdf') for (const page of pages) expect(page).toContain('PSEUDONYMISED')
    else if (format !== 'csv') expect(pages.join(' ')).toContain('PSEUDONYMISED')
  })

  it.each(['pdf', 'html', 'csv', 'fhir'] as const)('%s names them otherwise', async format => {
    const text = (await read(format, false)).join(' ')
    for (const name of ['Okafor', 'Lindqvist', 'clonidine', 'blinds']) expect(text).toContain(name)
    expect(text).not.toContain('PSEUDONYMISED')
  })

  it('keeps every figure, time and hash', async () => {
    const numbers = (text: string) => text.split('\r\n').map(line => line.split(',').slice(0, 13).join())
    const [named, hidden] = await Promise.all([read('csv', false), read('csv', true)])
    expect(numbers(hidden[0] ?? '')).toEqual(numbers(named[0] ?? ''))
  })
})
