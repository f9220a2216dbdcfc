import type { ReportWords } from '../../shared/words/report.ts'
import { contentBottom, contentWidth, drawTagged, type Element, MARGIN, type Pdf } from './pdf-sheet.ts'

/** The height that this takes, in points. */
export const SIGNATURES_HEIGHT = 74

/** Room to sign by hand: the report itself is nobody's signature. */
export function drawSignatures(doc: Pdf, root: Element, words: ReportWords): void {
  const { title, who, signature, when } = words.report.byHand
  const lines = [who, signature, when]
  if (doc.y + SIGNATURES_HEIGHT > contentBottom(doc)) doc.addPage()
  drawTagged(doc, root, 'H2', () =>
    doc
      .font('bold')
      .fontSize(10.5)
      .text(title, MARGIN.left, doc.y + 5),
  )
  const width = contentWidth(doc) / lines.length
  const y = doc.y + 32
  for (const [index, label] of lines.entries()) {
    const x = MARGIN.left + index * width
    drawTagged(doc, root, 'P', () => {
      doc
        .moveTo(x, y)
        .lineTo(x + width - 14, y)
        .lineWidth(0.6)
        .stroke('#000')
      doc
        .font('body')
        .fontSize(7.5)
        .text(label, x, y + 3, { lineBreak: false })
    })
  }
  doc.y = y + 18
}
