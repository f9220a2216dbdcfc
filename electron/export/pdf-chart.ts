import { layOutChart } from '../../shared/report/chart.ts'
import type { Report } from '../../shared/report/model.ts'
import { contentWidth, MARGIN, type Pdf } from './pdf.ts'

/** The chart as vectors, clear in black and white: lines differ by dash and weight, readings by shape. */
export function drawChart(doc: Pdf, report: Report, height: number): void {
  const top = doc.y
  const chart = layOutChart(report, contentWidth(doc), height)
  const { plot } = chart
  const base = plot.y + plot.height
  doc.save()
  doc.translate(MARGIN.left, top)
  doc.font('body').fontSize(7)

  for (const band of chart.bands) {
    if (band.shaded) doc.rect(band.x, plot.y, band.width, plot.height).fill('#f0f0f0')
    doc.fillColor('#000')
    if (band.width > doc.widthOfString(band.label) + 6)
      doc.text(band.label, band.x + 3, plot.y + 2, { lineBreak: false })
  }
  for (const gap of chart.gaps) {
    doc
      .rect(gap.x, plot.y, gap.width, plot.height)
      .dash(2, { space: 2 })
      .fillAndStroke('#dcdcdc', '#000')
      .undash()
  }
  doc.lineWidth(0.4).strokeColor('#bbb')
  for (const { y } of chart.leftTicks)
    doc
      .moveTo(plot.x, y)
      .lineTo(plot.x + plot.width, y)
      .stroke()
  doc.lineWidth(0.7).strokeColor('#000').rect(plot.x, plot.y, plot.width, plot.height).stroke()
  doc.fillColor('#000')
  for (const { y, label } of chart.leftTicks)
    doc.text(label, 0, y - 4, { width: plot.x - 4, align: 'right', lineBreak: false })
  for (const { y, label } of chart.rightTicks)
    doc.text(label, plot.x + plot.width + 4, y - 4, { lineBreak: false })
  for (const { x, label } of chart.xTicks) {
    doc
      .moveTo(x, base)
      .lineTo(x, base + 3)
      .stroke()
    doc.text(label, x - 15, base + 4, { width: 30, align: 'center', lineBreak: false })
  }
  doc.lineWidth(0.5)
  for (const { y, label, axis } of chart.limits) {
    doc
      .moveTo(plot.x, y)
      .lineTo(plot.x + plot.width, y)
      .dash(1, { space: 3 })
      .stroke()
      .undash()
    doc
      .fontSize(5.5)
      .text(label, axis === 'left' ? plot.x + 3 : plot.x + plot.width - 60, y - 7, {
        width: 57,
        align: axis,
        lineBreak: false,
      })

      .fontSize(7)
  }

  doc.lineJoin('round').lineWidth(1.1)
  for (const run of chart.spo2) strokeRun(doc, run)
  doc.lineWidth(0.8).dash(3, { space: 1.5 })
  for (const run of chart.pulse) strokeRun(doc, run)
  doc.undash()

  doc.lineWidth(1.1)
  for (const { x, top: high, bottom, mean, style } of chart.bars) {
    if (style === 'questionable') doc.dash(2, { space: 1.5 })
    doc.moveTo(x, high).lineTo(x, bottom).stroke().undash()
    doc
      .moveTo(x - 2.5, high)
      .lineTo(x + 2.5, high)
      .moveTo(x - 2.5, bottom)
      .lineTo(x + 2.5, bottom)
      .stroke()
    if (mean === null) continue
    if (style === 'manual')
      doc.polygon([x, mean - 3], [x + 3, mean], [x, mean + 3], [x - 3, mean]).fillAndStroke('#fff', '#000')
    else doc.circle(x, mean, 1.6).fillAndStroke(style === 'questionable' ? '#fff' : '#000', '#000')
  }
  doc.lineWidth(0.7)
  for (const x of chart.failed)
    doc
      .moveTo(x - 2, base - 6)
      .lineTo(x + 2, base - 2)
      .moveTo(x + 2, base - 6)
      .lineTo(x - 2, base - 2)
      .stroke()
  doc.fillColor('#000')
  for (const [index, { x, label }] of chart.doses.entries()) {
    doc.moveTo(x, plot.y).lineTo(x, base).lineWidth(0.9).stroke()
    doc.text(label, x + 2, plot.y + 60 + (index % 3) * 9, { lineBreak: false })
  }
  for (const [index, { x, label }] of chart.marks.entries()) {
    doc
      .moveTo(x, base)
      .lineTo(x, base - 10)
      .lineWidth(0.6)
      .stroke()
    doc.text(label, x + 2, base - 18 - (index % 3) * 8, { lineBreak: false })
  }
  for (const { x, strokes } of chart.alarms) {
    doc.polygon([x, base - 6], [x + 3.5, base], [x - 3.5, base]).fill('#000')
    doc
      .fontSize(6)
      .text('!'.repeat(strokes), x - 4, base - 13, { lineBreak: false })
      .fontSize(7)
  }
  doc.restore()
  doc.fillColor('#000').strokeColor('#000').lineWidth(1)
  doc.font('body').fontSize(7)
  doc.text(
    'Solid line: SpO2 (right, %). Dashed line: pulse (left, /min). Bars: blood pressure (left, mmHg), dot: MAP; hollow: questionable; diamond: manual; cross: failed. Triangles: alarms, ! low, !! medium, !!! high. Minutes from T0.',
    MARGIN.left,
    top + height,
    { width: contentWidth(doc) },
  )
  doc.moveDown(0.8)
}

function strokeRun(doc: Pdf, run: readonly (readonly [number, number])[]): void {
  const [first, ...rest] = run
  if (!first) return
  if (rest.length === 0) {
    doc.circle(first[0], first[1], 0.5).stroke()
    return
  }
  doc.moveTo(first[0], first[1])
  for (const [x, y] of rest) doc.lineTo(x, y)
  doc.stroke()
}
