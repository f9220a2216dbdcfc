import type { ReportWords } from '../../shared/words/report.ts'
import type { Fit } from './pdf-fit.ts'
import { contentBottom, contentWidth, drawTagged, type Element, MARGIN, type Pdf } from './pdf-sheet.ts'

/** Of what stands below a line to write on. */
const LABEL = { size: 7.5, above: 3 } as const

/** Room to sign by hand, below the signatures: the report itself is nobody's. */
export function drawSignatures(doc: Pdf, root: Element, fit: Fit, words: ReportWords): void {
  const { who, signature, when } = words.report.byHand
  const lines = [who, signature, when]
  if (doc.y + measureSignatures(doc, fit) > contentBottom(doc)) doc.addPage()
  const width = contentWidth(doc) / lines.length
  const y = doc.y + fit.pen
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
        .fontSize(LABEL.size)
        .text(label, x, y + LABEL.above, { lineBreak: false })
    })
  }
  doc.y = y - fit.pen + measureSignatures(doc, fit)
}

/** The height that `drawSignatures` takes, in points. */
export function measureSignatures(doc: Pdf, fit: Fit): number {
  return fit.pen + LABEL.above + doc.font('body').fontSize(LABEL.size).currentLineHeight()
}
