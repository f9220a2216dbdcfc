import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { richReport, STRANGER } from '../../fixtures/sessions/rich-session.ts'
import { appendices, usualContent } from '../../shared/report/content.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import { papers } from '../../shared/report/paper.ts'
import { appendixTables, frontTables } from '../../shared/report/tables/index.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { renderPdf } from './pdf.ts'
import { MARGIN } from './pdf-sheet.ts'
import { readPages, readWords, squash } from './testing/read-pdf.ts'

/** What a reviewer asks of a treatment, and where page 1 answers it. */
const questions: readonly (readonly [question: string, answers: readonly string[]])[] = [
  ['who was treated', ['RPL, born 1980, record replay, 70 kg']],
  ['with what, by which rules', ['SPRAVATO 84 mg (preset SPRAVATO-84, version 3)']],
  [
    'how much was given, when, of which lot',
    [
      '84 mg esketamine, nasal, in 3 doses, lot KX-2207, KX-2209',
      'T0 09:00:00, 28 mg 09:00:00, 28 mg 09:05:00, 28 mg 09:10:00, ended 09:10:00',
    ],
  ],
  ['how it went', ['Observation 09:10:00 (10:00); Discharge assessment 10:55:00 (1:55:00)']],
  ['from which baseline to which extremes', ['129.5/79.0 mmHg', 'Highest systolic 186 mmHg at 30 min']],
  [
    'which alarms there were, and how they were answered',
    [
      '17 alarms in 3 h 0 min',
      'The rows come to 20: what one cuff reading breaches is one alarm above, and one in each row.',
      'SpO2 low 2 HIGH, 4 MEDIUM, 1 LOW 4 of 7 30 s',
      `Acknowledged in an emergency by ${STRANGER}.`,
    ],
  ],
  [
    'whether what must be measured was, and what should be',
    [
      '2 of 2 required measurements on time during the session; 10 of 13 recommended measurements on time',
      'late: Sedation, dissociation 40 · Sedation, dissociation 60; missed: Sedation, dissociation before discharge',
    ],
  ],
  [
    'whether the patient was fit to leave, and by what evidence',
    [
      'D5 Sedation: MOAA/S 5, D6 Dissociation: resolved',
      'D8 Alarms: no alarm',
      'D10 Suicide-risk check: none (Dr Lindqvist)',
      'OVERRIDDEN: D2 Fresh measurements (no BP of the last 15 min',
      'NOT PASSED: D4 SpO2 on room air',
    ],
  ],
  [
    'what is missing or doubtful',
    [
      'no SpO2, pulse for 3 min 0 s in 3 gaps, the longest 2 min 1 s at 55 min',
      '32 of 21262 readings questionable',
      'REMS field sheet: 12 items not answered',
    ],
  ],
  [
    'who signed, and what was amended',
    ['2026-11-23 12:05:00 valid', 'KX-2208, now KX-2209 (misread the box'],
  ],
]

describe('page 1 of a session of three hours', { timeout: 60_000 }, () => {
  let pages: readonly string[]
  beforeAll(async () => {
    pages = readPages(await renderPdf(richReport(), words, 'a4', usualContent))
  })

  it.each(questions)('tells %s', (_, answers) => {
    for (const answer of answers) expect(squash(pages[0] ?? '')).toContain(squash(answer))
  })

  it('has signatures of three and the answers to nine rules on both papers, above the second page', async () => {
    for (const paper of papers) {
      const [first = ''] = readPages(await renderPdf(richReport(), words, paper, usualContent))
      for (const [, answers] of questions)
        for (const answer of answers) expect(squash(first), paper).toContain(squash(answer))
    }
  })

  it('has under its signatures nothing but who signed', () =>
    expect(pages[0]).toMatch(/ Signatures Name Role Meaning/))

  it('has no name beside its chart that stands on another', async () => {
    for (const paper of papers) {
      const [first] = readWords(await renderPdf(richReport(), words, paper, usualContent))
      const all = first?.words ?? []
      const [sys] = all.filter(({ text }) => text === 'SYS')
      if (!sys) throw new Error('no limit is named')
      // All that begins at the right edge of the chart, down to its last lane.
      const bottom = all.find(({ text }) => text === 'marks')?.yMax ?? 0
      const beside = all.filter(({ xMin, yMax }) => Math.abs(xMin - sys.xMin) < 1 && yMax <= bottom)
      expect(beside.map(({ text }) => text)).toEqual(expect.arrayContaining(['%', 'SpO2', 'mmHg,', 'SYS']))
      const tops = beside.map(({ yMin }) => yMin).toSorted((a, b) => a - b)
      for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThan(6)
    }
  })

  it('says what was not printed', () =>
    expect(pages[0]).toContain('Not printed here, but in the record: alarm load, data quality'))
})

describe('the length of a report', { timeout: 60_000 }, () => {
  const read = (name: string, preset: string) =>
    reportOf(
      readFileSync(new URL(`../../fixtures/scenarios/${name}.ndjson`, import.meta.url), 'utf8'),
      'device',
      preset,
    )

  it.each([
    ['spravato-by-the-book', 'SPRAVATO-84'],
    ['iv-by-the-book', 'IV-0.5MGKG-40'],
    ['im-by-the-book', 'IM'],
  ])('is four pages at most for %s, with the REMS sheet where there is one', async (name, preset) => {
    for (const paper of papers)
      expect(
        readPages(await renderPdf(read(name, preset), words, paper, usualContent)).length,
      ).toBeLessThanOrEqual(4)
  })

  it('runs no label of two lines into the next', async () => {
    const [first] = readWords(await renderPdf(read('iv-messy', 'IV-0.5MGKG-40'), words))
    const starts = first?.words.filter(({ xMin }) => Math.abs(xMin - MARGIN.left) < 0.5) ?? []
    expect(starts.map(({ text }) => text)).toEqual(expect.arrayContaining(['Doses', 'about', 'Baseline']))
    const tops = starts.map(({ yMin }) => yMin).toSorted((a, b) => a - b)
    for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThan(6)
  })

  it('is page 1 alone where nothing else is asked for', async () => {
    const report = read('spravato-by-the-book', 'SPRAVATO-84')
    const alone = { appendices: [], minuteStep: 15 } as const
    expect(readPages(await renderPdf(report, words, 'a4', alone))).toHaveLength(1)
  })
})

describe('what was chosen', () => {
  it.each(appendices)('holds the appendix %s and no other', appendix => {
    const report = richReport()
    const titles = (...chosen: (typeof appendices)[number][]) =>
      appendixTables(report, words, { appendices: chosen, minuteStep: 5 }).map(({ title }) => title)
    const html = writeHtml(report, words, { appendices: [appendix], minuteStep: 5 })
    const inHtml = [...html.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, title = '']) => title)
    expect(titles(appendix).length).toBeGreaterThan(0)
    expect(inHtml.map(title => title.replace(/: none$/, ''))).toEqual([
      'Course and close',
      ...[...frontTables(report, words).map(({ title }) => title), ...titles(appendix)],
    ])
  })

  it('has a row for each five minutes, of all that was measured in them', () => {
    const report = richReport()
    const rowsAt = (minuteStep: 1 | 5 | 15) =>
      appendixTables(report, words, { appendices: ['minutes'], minuteStep })[0]?.rows ?? []
    const five = rowsAt(5)
    expect(five.map(([minute]) => Number(minute) % 5)).toEqual(five.map(() => expect.closeTo(0)))
    const lowest = (rows: readonly (readonly string[])[]) =>
      Math.min(...rows.flatMap(([, , spo2 = '']) => spo2.match(/\((\d+)/)?.[1] ?? []).map(Number))
    expect(lowest(five)).toBe(lowest(rowsAt(1)))
    expect(five.length).toBeLessThan(rowsAt(1).length / 4)
    expect(rowsAt(15).length).toBeLessThan(five.length / 2)
  })
})
