import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import type { Report } from '../../shared/report/model.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { exportReport } from './export-report.ts'
import { renderPdf } from './pdf.ts'
import { readLetters } from './pdf-letters.ts'
import { readPages } from './testing/read-pdf.ts'

const { resolve } = createRequire(import.meta.url)
const letters = readLetters([
  resolve('@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf'),
])

/** The long session, of a patient with these initials. */
function ofPatient(initials: string): Report {
  const report = reportOf(longSession())
  const patient = { ...report.session.patient, initials }
  return { ...report, session: { ...report.session, patient } }
}

describe('Letters of a print', () => {
  it.each([
    ['Łukasiewicz-Straße ≥ 5', 'Łukasiewicz-Straße ≥ 5'],
    ['ابن', 'U+0627 U+0628 U+0646'],
    ['李 Wei', 'U+674E Wei'],
    // Outside of the basic plane a letter is one code point, and two code units.
    ['𠮷田', 'U+20BB7 U+7530'],
    ['a\tb\nc', 'a\tb\nc'],
    // Put together from two parts, as some keyboards write it.
    ['A\u030Angstro\u0308m', 'Ångström'],
  ])('%s', (text, spelt) => {
    expect(letters.spell(text)).toBe(spelt)
    expect(letters.lackAny(text)).toBe(spelt.includes('U+'))
    expect(letters.spell(spelt)).toBe(spelt)
  })

  it('stand as code points in the PDF, which says so once on page 1', async () => {
    const pages = readPages(await renderPdf(ofPatient('نور'), words))
    for (const page of pages) expect(page).toContain('U+0646 U+0648 U+0631, born 1980')
    expect(pages.join(' ').split(words.spelt)).toHaveLength(2)
    expect(pages[0]).toContain(words.spelt)
  })

  it('are no matter where the fonts have them all', async () => {
    const pages = readPages(await renderPdf(ofPatient('Ł.Ż.'), words))
    expect(pages.join(' ')).not.toContain(words.spelt)
    expect(pages[0]).toContain('Ł.Ż., born 1980')
  })
})

describe('A CSV', () => {
  it.each([
    [true, [0xef, 0xbb, 0xbf]],
    [false, [...new TextEncoder().encode('rec')]],
  ])('with a byte order mark for a spreadsheet: %s', async (byteOrderMark, first) => {
    const { bytes } = await exportReport(reportOf(longSession()), 'csv', words, { byteOrderMark })
    expect([...bytes.subarray(0, 3)]).toEqual(first)
    // Decoding takes the mark off.
    expect(new TextDecoder().decode(bytes)).toMatch(/^record,time,/)
  })
})
