import type { Report } from '../../shared/report/model.ts'
import { isoTime } from '../../shared/report/times.ts'
import { contentWidth, MARGIN, type Pdf } from './pdf.ts'

/** On every page, once all are there: which session, which record, which page, and what kind of values. */
export function drawPageFrames(doc: Pdf, report: Report): void {
  const { start, count } = doc.bufferedPageRange()
  const made = `Made ${isoTime(report.generatedAt.wallMs, report.utcOffsetMin)} by ${report.generatedBy} with Vigil ${report.setting.software}`
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    const y = doc.page.height - MARGIN.bottom + 14
    // Text below the margin would begin a new page.
    const { bottom } = doc.page.margins
    doc.page.margins.bottom = 0
    doc
      .moveTo(MARGIN.left, y - 4)
      .lineTo(MARGIN.left + contentWidth(doc), y - 4)
      .lineWidth(0.5)
      .stroke('#000')
    doc.font('body').fontSize(6.5).fillColor('#000')
    doc.text(`Session ${report.session.id} · record ${report.recordHash ?? 'none'}`, MARGIN.left, y, {
      lineBreak: false,
    })
    doc.text(made, MARGIN.left, y + 9, { lineBreak: false })
    doc.font('bold').fontSize(7.5)
    const right = [...report.marks, `page ${page - start + 1} of ${count}`].join(' · ')
    doc.text(right, MARGIN.left, y + 8, { width: contentWidth(doc), align: 'right', lineBreak: false })
    doc.page.margins.bottom = bottom
  }
}
