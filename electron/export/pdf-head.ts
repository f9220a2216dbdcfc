import { type Fact, makeFacts } from '../../shared/report/facts.ts'
import { type Report, sayMarks } from '../../shared/report/model.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import type { Fit } from './pdf-fit.ts'
import {
  addElement,
  contentBottom,
  contentWidth,
  drawTagged,
  type Element,
  MARGIN,
  type Pdf,
} from './pdf-sheet.ts'

const LABEL_WIDTH = 62
const TITLE_SIZE = 17
const GAPS = { belowTitle: 4, belowFacts: 5, belowNotes: 6 } as const
const STORY_TITLE_ABOVE = 2

/**
 * Who, what, when, and what must be known before anything is read.
 *
 * @param notes what is to be known of this file alone, after the report's own statements
 */
export function drawHead(
  doc: Pdf,
  root: Element,
  report: Report,
  notes: readonly string[],
  fit: Fit,
  words: ReportWords,
): void {
  drawTagged(doc, root, 'H1', () =>
    doc.font('bold').fontSize(TITLE_SIZE).text(words.report.head.title, MARGIN.left, MARGIN.top),
  )
  const below = doc.y + GAPS.belowTitle
  const marks = sayMarks(report, words)
  if (marks.length > 0) drawTagged(doc, root, 'P', () => drawMarks(doc, marks.join('   ·   ').toUpperCase()))
  doc.y = below
  drawFacts(doc, root, makeFacts(report, words), fit.facts)
  doc.y += GAPS.belowFacts
  for (const statement of listStatements(report, notes, fit))
    drawTagged(doc, root, 'P', () =>
      doc
        .font('body')
        .fontSize(fit.notes)
        .text(statement, MARGIN.left, doc.y, { width: contentWidth(doc) }),
    )
  doc.y += GAPS.belowNotes
}

function listStatements(
  { statements }: Report,
  notes: readonly string[],
  { joined }: Fit,
): readonly string[] {
  const all = [...statements, ...notes]
  return joined ? [all.join(' ')] : all
}

/** The height that `drawHead` takes, in points. */
export function measureHead(
  doc: Pdf,
  report: Report,
  notes: readonly string[],
  fit: Fit,
  words: ReportWords,
): number {
  const title = doc.font('bold').fontSize(TITLE_SIZE).heightOfString(words.report.head.title)
  const facts = measureFacts(doc, makeFacts(report, words), fit.facts)
  doc.font('body').fontSize(fit.notes)
  const width = contentWidth(doc)
  const said = listStatements(report, notes, fit).reduce(
    (sum, statement) => sum + doc.heightOfString(statement, { width }),
    0,
  )
  return title + facts + said + GAPS.belowTitle + GAPS.belowFacts + GAPS.belowNotes
}

/** Lines of a label and what is said of it; neither runs into the next, or over the end of a page. */
function drawFacts(doc: Pdf, root: Element, facts: readonly Fact[], size: number): void {
  for (const fact of facts) {
    const { label, value } = fact
    const height = measureFact(doc, fact, size)
    if (doc.y + height > contentBottom(doc)) doc.addPage()
    const y = doc.y
    const line = addElement(doc, root, 'P')
    drawTagged(doc, line, 'Span', () =>
      doc.font('bold').fontSize(size).text(label, MARGIN.left, y, { width: LABEL_WIDTH }),
    )
    drawTagged(doc, line, 'Span', () =>
      doc
        .font('body')
        .fontSize(size)
        .text(value, MARGIN.left + LABEL_WIDTH, y, { width: contentWidth(doc) - LABEL_WIDTH }),
    )
    doc.y = y + height
  }
}

/** The height that `drawFacts` takes, in points. */
function measureFacts(doc: Pdf, facts: readonly Fact[], size: number): number {
  return facts.reduce((sum, fact) => sum + measureFact(doc, fact, size), 0)
}

function measureFact(doc: Pdf, { label, value }: Fact, size: number): number {
  const width = contentWidth(doc) - LABEL_WIDTH
  return Math.max(
    doc.font('bold').fontSize(size).heightOfString(label, { width: LABEL_WIDTH }),
    doc.font('body').fontSize(size).heightOfString(value, { width }),
  )
}

/** How the session went and ended, under a title. */
export function drawStory(
  doc: Pdf,
  root: Element,
  story: readonly Fact[],
  fit: Fit,
  words: ReportWords,
): void {
  drawTagged(doc, root, 'H2', () =>
    doc
      .font('bold')
      .fontSize(fit.table.title)
      .text(words.report.story.title, MARGIN.left, doc.y + STORY_TITLE_ABOVE),
  )
  drawFacts(doc, root, story, fit.facts)
}

/** The height that `drawStory` takes, in points. */
export function measureStory(doc: Pdf, story: readonly Fact[], fit: Fit, words: ReportWords): number {
  const title = doc.font('bold').fontSize(fit.table.title).heightOfString(words.report.story.title)
  return title + STORY_TITLE_ABOVE + measureFacts(doc, story, fit.facts)
}

/** What kind of values these are, in a frame that a black-and-white copy keeps. */
function drawMarks(doc: Pdf, text: string): void {
  doc.font('bold').fontSize(10)
  const width = doc.widthOfString(text) + 14
  const x = MARGIN.left + contentWidth(doc) - width
  doc.rect(x, MARGIN.top, width, 19).lineWidth(1).dash(4, { space: 2 }).stroke('#000').undash()
  doc.text(text, x + 7, MARGIN.top + 3.5, { lineBreak: false })
}
