import { describePatient } from '../../shared/report/facts.ts'
import { type Report, sayMarks, sayRecord } from '../../shared/report/model.ts'
import { isoTime } from '../../shared/report/times.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import { contentBottom, contentWidth, drawArtifact, MARGIN, type Pdf } from './pdf-sheet.ts'

/** On every page, once all are there: whose it is, which session and record, which page, and what kind of values. */
export function drawPageFrames(doc: Pdf, report: Report, words: ReportWords): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    // Text below the margin would begin a new page.
    const { bottom } = doc.page.margins
    doc.page.margins.bottom = 0
    const pageOf = words.report.head.page(page - start + 1, count)
    drawArtifact(doc, 'Pagination', () => drawFrame(doc, report, pageOf, words))
    doc.page.margins.bottom = bottom
  }
}

function drawFrame(doc: Pdf, report: Report, pageOf: string, words: ReportWords): void {
  const { session, generatedAt, generatedBy, utcOffsetMin, setting } = report
  const { head } = words.report
  const y = contentBottom(doc) + 14
  const right = { width: contentWidth(doc), align: 'right', lineBreak: false } as const
  doc
    .moveTo(MARGIN.left, y - 4)
    .lineTo(MARGIN.left + contentWidth(doc), y - 4)
    .lineWidth(0.5)
    .stroke('#000')
  doc.fillColor('#000').font('bold').fontSize(7.5)
  doc.text(`${describePatient(report, words)} · ${head.session(session.id)}`, MARGIN.left, y, {
    lineBreak: false,
  })
  doc.text(sayMarks(report, words).join(' · '), MARGIN.left, y, right)
  doc.font('body').fontSize(6.5)
  doc.text(head.record(sayRecord(report, words)), MARGIN.left, y + 10, { lineBreak: false })
  doc.text(
    head.made(isoTime(generatedAt.wallMs, utcOffsetMin), generatedBy, setting.software),
    MARGIN.left,
    y + 19,
    { lineBreak: false },
  )
  doc.font('bold').fontSize(7.5)
  doc.text(pageOf, MARGIN.left, y + 18, right)
}
