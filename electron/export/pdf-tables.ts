import type { ReportTable } from '../../shared/report/tables/index.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import { type TableFit, USUAL_TABLE } from './pdf-fit.ts'
import {
  addElement,
  contentBottom,
  contentWidth,
  drawArtifact,
  drawTagged,
  type Element,
  MARGIN,
  type Pdf,
} from './pdf-sheet.ts'

const PADDING_X = 3
/** A form must stand on one page, on Letter too. */
const FORM: TableFit = { title: 10.5, size: 7, paddingY: 1.1, below: 6 }
/** A title stands with its note, its head and so many rows, or on the next page. */
const ROWS_TOGETHER = 2
/** A title that says "none". */
const LONE_TITLE = 24

/**
 * A table whose head repeats on each page; no row is ever cut by a page's end.
 *
 * @param step called after each row; lets other work go on
 */
export async function drawTable(
  doc: Pdf,
  root: Element,
  table: ReportTable,
  step: () => Promise<void> | undefined,
  words: ReportWords,
  fit: TableFit = USUAL_TABLE,
): Promise<void> {
  const { title, note, columns, rows, ownPage } = table
  const widths = widthsOf(doc, columns)
  const heads = columns.map(({ head }) => head)
  const own = ownPage ? FORM : fit
  const { title: titleSize, size, paddingY, below } = own

  const beginning = { ...table, rows: rows.slice(0, ROWS_TOGETHER) }
  if (doc.y + measureTable(doc, beginning, own) > contentBottom(doc)) doc.addPage()
  drawTitle(rows.length === 0 ? words.report.none(title) : title)
  if (note !== undefined) drawNote(note)
  if (rows.length === 0) return
  const element = addElement(doc, root, 'Table')
  drawRow(heads, 'TH')
  for (const row of rows) {
    doc.font('body').fontSize(size)
    if (doc.y + heightOf(row) > contentBottom(doc)) {
      doc.addPage()
      drawArtifact(doc, 'Pagination', () => drawTitleText(words.report.tables.continued(title)))
      drawArtifact(doc, 'Pagination', () => drawCells(heads, 'bold', draw => draw()))
      drawRule(0.8)
    }
    drawRow(row, 'TD')
    await step()
  }
  doc.y += below

  function drawTitle(text: string): void {
    drawTagged(doc, root, 'H2', () => drawTitleText(text))
  }
  function drawTitleText(text: string): void {
    doc
      .font('bold')
      .fontSize(titleSize)
      .text(text, MARGIN.left, doc.y + 5)
    doc.y += 1
  }
  function drawNote(text: string): void {
    drawTagged(doc, root, 'P', () =>
      doc
        .font('body')
        .fontSize(size)
        .text(text, MARGIN.left, doc.y, { width: contentWidth(doc) }),
    )
    doc.y += 2
  }
  function drawRow(cells: readonly string[], tag: 'TH' | 'TD'): void {
    const line = addElement(doc, element, 'TR')
    drawCells(cells, tag === 'TH' ? 'bold' : 'body', draw => drawTagged(doc, line, tag, draw))
    drawRule(tag === 'TH' ? 0.8 : 0.25)
  }
  function drawCells(
    cells: readonly string[],
    font: 'body' | 'bold',
    drawCell: (draw: () => void) => void,
  ): void {
    doc.font(font).fontSize(size)
    const { y } = doc
    const height = heightOf(cells)
    let x = MARGIN.left
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0
      const left = x + PADDING_X
      drawCell(() => doc.text(cell, left, y + paddingY, { width: width - 2 * PADDING_X }))
      x += width
    }
    doc.y = y + height
  }
  function drawRule(width: number): void {
    drawArtifact(doc, 'Layout', () =>
      doc
        .moveTo(MARGIN.left, doc.y)
        .lineTo(MARGIN.left + contentWidth(doc), doc.y)
        .lineWidth(width)
        .stroke('#000'),
    )
  }
  function heightOf(cells: readonly string[]): number {
    return heightOfRow(doc, cells, widths, paddingY)
  }
}

/** Tables in their order; those without rows stand together in one line, each saying "none". */
export async function drawTables(
  doc: Pdf,
  root: Element,
  tables: readonly ReportTable[],
  step: () => Promise<void> | undefined,
  words: ReportWords,
): Promise<void> {
  let empty: ReportTable[] = []
  for (const table of tables) {
    if (table.rows.length === 0 && table.note === undefined) {
      empty.push(table)
      continue
    }
    drawEmpty(doc, root, empty, words)
    empty = []
    await drawTable(doc, root, table, step, words)
  }
  drawEmpty(doc, root, empty, words)
}

function drawEmpty(doc: Pdf, root: Element, tables: readonly ReportTable[], words: ReportWords): void {
  if (tables.length === 0) return
  if (doc.y + LONE_TITLE > contentBottom(doc)) doc.addPage()
  drawTagged(doc, root, 'P', () =>
    doc
      .font('bold')
      .fontSize(USUAL_TABLE.size)
      .text(tables.map(({ title }) => words.report.none(title)).join('   ·   '), MARGIN.left, doc.y + 3, {
        width: contentWidth(doc),
      }),
  )
  doc.y += 4
}

/** The height that `drawTable` takes where nothing breaks, in points. */
export function measureTable(
  doc: Pdf,
  { title, note, columns, rows }: ReportTable,
  { title: titleSize, size, paddingY, below }: TableFit = USUAL_TABLE,
): number {
  const widths = widthsOf(doc, columns)
  const width = contentWidth(doc)
  let height = doc.font('bold').fontSize(titleSize).heightOfString(title, { width }) + 6
  doc.font('body').fontSize(size)
  if (note !== undefined) height += doc.heightOfString(note, { width }) + 2
  if (rows.length === 0) return height
  for (const row of rows) height += heightOfRow(doc, row, widths, paddingY)
  doc.font('bold')
  return (
    height +
    heightOfRow(
      doc,
      columns.map(({ head }) => head),
      widths,
      paddingY,
    ) +
    below
  )
}

function widthsOf(doc: Pdf, columns: ReportTable['columns']): readonly number[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  return columns.map(({ share }) => (share / total) * contentWidth(doc))
}

/** In the font that is set. */
function heightOfRow(
  doc: Pdf,
  cells: readonly string[],
  widths: readonly number[],
  paddingY: number,
): number {
  const heights = cells.map((cell, index) =>
    doc.heightOfString(cell || ' ', { width: (widths[index] ?? 0) - 2 * PADDING_X }),
  )
  return Math.max(...heights) + 2 * paddingY
}
