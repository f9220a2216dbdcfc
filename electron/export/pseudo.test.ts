import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { presetOf } from '../../fixtures/scenarios/preset-of.ts'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { wholeReport } from '../../fixtures/sessions/whole-session.ts'
import { citations } from '../../shared/citations.ts'
import { REMOVED } from '../../shared/record/privacy.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import type { Report } from '../../shared/report/model.ts'
import { papers } from '../../shared/report/paper.ts'
import { asPrinted } from '../../shared/report/printed.ts'
import { pseudonymise } from '../../shared/report/pseudonymise.ts'
import { makeTables } from '../../shared/report/tables/index.ts'
import { remsForms } from '../../shared/session/rems.ts'
import { vitalIds, vitals } from '../../shared/vitals.ts'
import { english } from '../../shared/words/en/index.ts'
import { type ReportWords, reportWordsOf } from '../../shared/words/report.ts'
import { sayShippedList } from '../../shared/words/shipped.ts'
import { makeBare } from '../../shared/words/testing/bare.ts'
import { exportReport, type ReportFormat } from './export-report.ts'
import { renderPdf } from './pdf.ts'
import { MARGIN } from './pdf-sheet.ts'
import { readInfo, readPages, readWords, squash } from './testing/read-pdf.ts'

/*
 * Every format of a report in other words: in the pseudo-language, whose sentences are marked and longer, and in words that say
 * nothing, so that whatever is left to read did not come from the catalogue.
 */

const pseudo = reportWordsOf('pseudo')
const bare = makeBare<ReportWords>(english)

/** Under these keys a record keeps what people typed, what devices are called, and what it keeps in its own words. */
const typedKeys = new Set([
  ...['text', 'reason', 'note', 'word', 'lot', 'value', 'before', 'after', 'asked', 'to', 'answers'],
  ...['by', 'generatedBy', 'initials', 'recordId', 'room', 'clinic', 'address', 'name', 'second', 'setBy'],
  ...['id', 'driver', 'device', 'version', 'software', 'recordHash', 'hash'],
  ...['label', 'said', 'due', 'detail', 'error', 'refused'],
])
/** All that is below these is a clinic's own; but how it differs from what ships is said anew. */
const wholeKeys = new Set(['clinicSet'])

/** All that stands under those keys. */
function typedIn(value: unknown, is: 'typed' | 'whole' | 'other' = 'other'): readonly string[] {
  if (typeof value === 'string') return is === 'other' ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(part => typedIn(part, is))
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'differs'
      ? []
      : typedIn(
          part,
          is === 'whole' || wholeKeys.has(key) ? 'whole' : typedKeys.has(key) ? 'typed' : 'other',
        ),
  )
}

/** Publications, which are printed as they are cited, versions of a form, and units. */
const published: readonly string[] = [
  ...Object.values(citations),
  ...remsForms.map(({ version }) => version),
  ...vitalIds.map(id => vitals[id].unit),
]
const units = /\b(?:mg|kg|mmHg|min|h|s|lb|T0|SHA|PDF|UTC)\b/g

/** What can be read in a text that neither people typed nor a record keeps. */
function leftIn(texts: Iterable<string>, phrases: readonly string[]): readonly string[] {
  const left = new Set<string>()
  for (const text of texts) {
    let rest = text
    for (const phrase of phrases) if (rest.includes(phrase)) rest = rest.replaceAll(phrase, ' ')
    rest = rest.replaceAll(/\b\d{4}-\d\d-\d\dT[\d:+-]+|\b[\da-f]{16,}\b/g, ' ').replaceAll(units, ' ')
    for (const [word] of rest.matchAll(/\p{L}[\p{L}\p{N}’'-]*\p{L}/gu))
      left.add(`${word} (${text.slice(0, 120)})`)
  }
  return [...left]
}

/** What ships is kept in English, and said by the catalogue: alone, or several in the line of an alarm. */
function isGiven(text: string): boolean {
  return sayShippedList(text, pseudo) === text
}

function phrasesOf(report: Report): readonly string[] {
  const found = [...typedIn(report).filter(isGiven), ...published].flatMap(text => [text, text.toUpperCase()])
  return [...new Set(found)].filter(text => /\p{L}{2}/u.test(text)).toSorted((a, b) => b.length - a.length)
}

/** Without what stands in the marks of the pseudo-language, one in another. */
function withoutMarked(text: string): string {
  let depth = 0
  return [...text]
    .map(letter => {
      if (letter === '‹') depth++
      const kept = depth === 0 ? letter : ''
      if (letter === '›') depth--
      return kept
    })
    .join('')
}

/** The texts of a file that people read. */
const readTexts: Readonly<Record<'html' | 'csv' | 'fhir', (file: string) => readonly string[]>> = {
  html: file => [...readMarkup(file)],
  csv(file) {
    const rows = parse(file.replace(/^\uFEFF/, ''), { columns: true }) as Record<string, string>[]
    return rows.flatMap(({ parameter = '', priority = '', by = '', text = '' }) => [
      parameter,
      priority,
      by,
      text,
    ])
  },
  fhir: file => [...readJson(JSON.parse(file))],
}

function* readMarkup(markup: string): Iterable<string> {
  const decode = (text: string) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  for (const [, label = ''] of markup.matchAll(/ (?:aria-label|alt|title)="([^"]*)"/g)) yield decode(label)
  const body = markup.replace(/<style>[\s\S]*<\/style>/, '')
  for (const text of body.split(/<[^>]*>/)) yield decode(text)
}

/** Under these keys FHIR has what people read. `display` of a terminology's code is the terminology's. */
const readKeys = new Set(['text', 'title', 'valueString', 'outcomeDesc', 'detail', 'contentString'])
function* readJson(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value))
    if (typeof part !== 'string') yield* readJson(part)
    else if (key === 'div') yield* readMarkup(part)
    else if (readKeys.has(key)) yield part
    else if (key === 'display' && !('system' in value && !String(value.system).startsWith('urn:x-vigil')))
      yield part
}

const scripts = [
  'iv-messy',
  'iv-ended-early',
  'iv-pump-rate',
  'im-doses-asked',
  'overnight-restart',
  'spravato-abandoned',
  'sublingual-messy',
  'trend-spo2-and-pulse',
  'ar-08-cuff-interlock',
] as const

function scriptReport(name: string, words: ReportWords): Report {
  const script = readFileSync(new URL(`../../fixtures/scenarios/${name}.ndjson`, import.meta.url), 'utf8')
  return reportOf(script, 'simulated', presetOf(name), { words })
}

/** Plays a session once for all that is looked at in these words. */
function playOnce(make: (words: ReportWords) => Report): (words: ReportWords) => Report {
  const played = new Map<ReportWords, Report>()
  return words => {
    const report = played.get(words) ?? make(words)
    played.set(words, report)
    return report
  }
}

const whole = playOnce(wholeReport)
const made: readonly (readonly [name: string, make: (words: ReportWords) => Report])[] = [
  ['a session in which everything happened', whole],
  ...scripts.map(name => [name, playOnce(words => scriptReport(name, words))] as const),
]

describe.each(made)('%s, in other words', { timeout: 240_000 }, (_, make) => {
  const write = async (report: Report, format: ReportFormat, words: ReportWords, pseudonymised: boolean) =>
    new TextDecoder().decode((await exportReport(report, format, words, { pseudonymised })).bytes)

  it.each(['html', 'csv', 'fhir'] as const)('has no sentence of its own in %s', async format => {
    const silent = make(bare)
    const phrases = phrasesOf(silent)
    const left = leftIn(readTexts[format](await write(silent, format, bare, false)), phrases)
    expect(left).toEqual([])
    const hidden = readTexts[format](await write(silent, format, bare, true))
    expect(leftIn(hidden, [REMOVED, ...phrasesOf(pseudonymise(silent, bare))])).toEqual([])
  })

  it.each(['html', 'csv', 'fhir'] as const)('marks every sentence in %s', async format => {
    const marked = make(pseudo)
    const texts = readTexts[format](await write(marked, format, pseudo, false))
    expect(texts.some(text => text.startsWith('‹'))).toBe(true)
    expect(leftIn(texts.map(withoutMarked), phrasesOf(marked))).toEqual([])
  })
})

describe.each(papers)('the PDF in the pseudo-language, on %s', { timeout: 240_000 }, paper => {
  let report: Report
  let pdf: Uint8Array
  beforeAll(async () => {
    report = whole(pseudo)
    pdf = await renderPdf(report, pseudo, paper)
  }, 240_000)

  it('cuts nothing off: every title, note, head and cell is there whole', () => {
    const text = squash(readPages(pdf).join(' '))
    const lost = makeTables(asPrinted(report), pseudo).flatMap(({ title, note = '', columns, rows }) =>
      [title, note, ...(rows.length > 0 ? columns.map(({ head }) => head) : []), ...rows.flat()].filter(
        said => !text.includes(squash(said)),
      ),
    )
    expect(lost).toEqual([])
  })

  it('lets nothing run over the edge of a page or into its foot', () => {
    for (const { width, height, words } of readWords(pdf)) {
      const bottom = height - MARGIN.bottom
      const over = words.filter(
        word => word.xMax > width - MARGIN.right + 1 || (word.yMax > bottom + 1 && word.yMin < bottom + 8),
      )
      expect(over).toEqual([])
    }
  })

  it('draws no row over another', () => {
    // Page 1 has the chart, whose labels stand where their values are.
    for (const { words } of readWords(pdf).slice(1)) {
      const onto = words.flatMap((word, index) =>
        words
          .slice(index + 1)
          .filter(other => shared(word.xMin, word.xMax, other.xMin, other.xMax) > 1)
          .filter(other => shared(word.yMin, word.yMax, other.yMin, other.yMax) > 3)
          .map(other => `${word.text} / ${other.text}`),
      )
      expect(onto).toEqual([])
    }
  })

  it('tells readers that read aloud which language it is', () => {
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (en-XA)')
    expect(writeHtml(report, pseudo)).toContain('<html lang="en-XA">')
  })

  it('has title and frame of every page in that language', () => {
    expect(readInfo(pdf)).toMatch(/Title: +‹Vitals report/)
    const pages = readPages(pdf)
    for (const [index, page] of pages.entries())
      expect(squash(page)).toContain(squash(`‹page ${index + 1} of ${pages.length}`))
  })

  it('says nothing of its own', async () => {
    const silent = whole(bare)
    const pages = readPages(await renderPdf(silent, bare, paper))
    const phrases = phrasesOf(silent).map(squash)
    const left = pages
      .map(squash)
      .map(page =>
        phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), page).replaceAll(units, ' '),
      )
    expect(left.flatMap(rest => [...rest.matchAll(/\p{L}{4,}/gu)].map(([word]) => word))).toEqual([])
  })
})

/** How much of two stretches is the same. */
function shared(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.min(to, otherTo) - Math.max(from, otherFrom)
}
