import { createRequire } from 'node:module'
import { leastChartHeight } from '../../shared/report/chart.ts'
import { describeLeftOut, type ReportContent, wholeContent } from '../../shared/report/content.ts'
import type { Report } from '../../shared/report/model.ts'
import type { Paper } from '../../shared/report/paper.ts'
import { asPrinted } from '../../shared/report/printed.ts'
import { makeStory } from '../../shared/report/story.ts'
import { appendixTables, frontTables } from '../../shared/report/tables/index.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import { drawChart, measureLegend } from './pdf-chart.ts'
import { chooseFit, type Fit } from './pdf-fit.ts'
import { drawPageFrames } from './pdf-frame.ts'
import { drawHead, drawStory, measureHead, measureStory } from './pdf-head.ts'
import { createSpellingDocument, readLetters } from './pdf-letters.ts'
import { contentBottom, MARGIN, type Pdf } from './pdf-sheet.ts'
import { drawSignatures, measureSignatures } from './pdf-signatures.ts'
import { drawTable, drawTables, measureTable } from './pdf-tables.ts'

const sizes = { a4: 'A4', letter: 'LETTER' } as const satisfies Record<Paper, string>

const require = createRequire(import.meta.url)
/** The whole of the family, not a subset: names of people have letters of every kind, and limits have ≥. */
const font = (style: '400Regular' | '600SemiBold') =>
  require.resolve(`@expo-google-fonts/ibm-plex-sans/${style}/IBMPlexSans_${style}.ttf`)

/** The chart takes what the rest of page 1 leaves, in points up to this. */
const MOST_CHART_HEIGHT = 330
/** What a sum of heights may be off. */
const ROUNDING = 0.1

/**
 * The report as a PDF that prints like a good hospital form: black on white, chart on page 1, tables whose heads repeat,
 * every page with patient, session, hash of the record and page x of y. Vector throughout, fonts embedded, structure
 * tagged for readers that read aloud, made as PDF/A-2a for archives. The same report gives the same bytes. Other work goes on
 * while it is drawn: a row is a step.
 *
 * @param content which appendices follow page 1
 * @param onProgress how much is drawn, 0..1
 */
export async function renderPdf(
  recorded: Report,
  words: ReportWords,
  paper: Paper = 'a4',
  content: ReportContent = wholeContent,
  onProgress: (share: number) => void = () => {},
): Promise<Uint8Array> {
  const report = asPrinted(recorded)
  const letters = readLetters([font('400Regular'), font('600SemiBold')])
  const options: PDFKit.PDFDocumentOptions = {
    size: sizes[paper],
    margins: MARGIN,
    bufferPages: true,
    lang: words.languageTag,
    displayTitle: true,
    tagged: true,
    subset: 'PDF/A-2a',
    pdfVersion: '1.7',
    info: {
      Title: words.report.head.documentTitle(report.session.id),
      Author: 'Vigil',
      CreationDate: new Date(report.generatedAt.wallMs),
    },
  }
  const doc = createSpellingDocument(options, letters)
  doc.registerFont('body', font('400Regular'))
  doc.registerFont('bold', font('600SemiBold'))
  const done = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const notes = [
    ...(letters.lackAny(JSON.stringify(report)) ? [words.spelt] : []),
    ...describeLeftOut(content, words),
  ]
  const signed = report.session.signatures?.some(({ voidedBy }) => voidedBy === undefined)
  const [front, story] = [frontTables(report, words), makeStory(report, words)]
  const belowChart = (fit: Fit) =>
    [
      measureLegend(doc, report, fit, words),
      ...front.map(table => measureTable(doc, table, fit.table)),
      measureStory(doc, story, fit, words),
      ...(signed ? [] : [measureSignatures(doc, fit)]),
    ].reduce((sum, height) => sum + height, ROUNDING)
  const least = leastChartHeight(report)
  const room = (fit: Fit) =>
    contentBottom(doc) - MARGIN.top - measureHead(doc, report, notes, fit, words) - belowChart(fit)
  const fit = chooseFit(room, least)
  drawHead(doc, root, report, notes, fit, words)
  await giveWay()
  const left = contentBottom(doc) - doc.y - belowChart(fit)
  drawChart(doc, root, report, Math.max(least, Math.min(left, MOST_CHART_HEIGHT)), fit, words)
  await giveWay()
  const appended = appendixTables(report, words, content)
  const [own, shared] = [appended.filter(table => table.ownPage), appended.filter(table => !table.ownPage)]
  const rows = [...front, ...appended].reduce((sum, table) => sum + table.rows.length, 1)
  let drawn = 0
  const step = () => {
    onProgress(++drawn / rows)
    return giveWay()
  }
  drawStory(doc, root, story, fit, words)
  for (const table of front) {
    // Who signed stands together, on page 2 where page 1 is full.
    if (doc.y + measureTable(doc, table, fit.table) > contentBottom(doc)) doc.addPage()
    await drawTable(doc, root, table, step, words, fit.table)
  }
  if (!signed) drawSignatures(doc, root, fit, words)
  if (shared.length > 0 && doc.bufferedPageRange().count === 1) doc.addPage()
  await drawTables(doc, root, shared, step, words)
  for (const table of own) {
    doc.addPage()
    await drawTable(doc, root, table, step, words)
  }
  await giveWay()
  drawPageFrames(doc, report, words)
  root.end()
  doc.end()
  return done
}

/** The core has a loop to keep: alarms do not wait for a report. */
const GIVE_WAY_MS = 20
let lastWayMs = 0
function giveWay(): Promise<void> | undefined {
  if (performance.now() - lastWayMs < GIVE_WAY_MS) return undefined
  return new Promise(resolve => {
    setImmediate(() => {
      lastWayMs = performance.now()
      resolve()
    })
  })
}

function collect(doc: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
