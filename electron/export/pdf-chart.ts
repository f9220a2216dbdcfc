import { drawnOf, layOutChart } from '../../shared/report/chart.ts'
import { type Box, type ChartGeometry, dashOf } from '../../shared/report/chart-geometry.ts'
import { LABEL_SIZE } from '../../shared/report/chart-limits.ts'
import type { ChartRun, Point } from '../../shared/report/chart-runs.ts'
import { describeLegend } from '../../shared/report/legend.ts'
import type { Report } from '../../shared/report/model.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import type { Fit } from './pdf-fit.ts'
import { contentWidth, drawTagged, type Element, MARGIN, type Pdf } from './pdf-sheet.ts'

const LEGEND = { above: 2, below: 4 } as const

/** The chart as vectors, clear in black and white: lines differ by dash and weight, readings by shape. */
export function drawChart(
  doc: Pdf,
  root: Element,
  report: Report,
  height: number,
  fit: Fit,
  words: ReportWords,
): void {
  const top = doc.y
  const chart = layOutChart(report, contentWidth(doc), height, words)
  drawTagged(
    doc,
    root,
    'Figure',
    () => {
      doc.save().translate(MARGIN.left, top)
      drawGround(doc, chart)
      drawLimits(doc, chart)
      drawStreams(doc, chart)
      drawCuff(doc, chart)
      drawLanes(doc, chart, words)
      doc.restore()
    },
    {
      alt: words.report.chart.instead,
    },
  )
  doc.fillColor('#000').strokeColor('#000').lineWidth(1)
  drawTagged(doc, root, 'Caption', () =>
    doc
      .font('body')
      .fontSize(fit.legend)
      .text(describeLegend(drawnOf(report), words), MARGIN.left, top + height + LEGEND.above, {
        width: contentWidth(doc),
      }),
  )
  doc.y += LEGEND.below
}

/** The height that the legend takes below the chart, in points. */
export function measureLegend(doc: Pdf, report: Report, fit: Fit, words: ReportWords): number {
  const said = describeLegend(drawnOf(report), words)
  const height = doc
    .font('body')
    .fontSize(fit.legend)
    .heightOfString(said, { width: contentWidth(doc) })
  return LEGEND.above + height + LEGEND.below
}

function drawGround(doc: Pdf, chart: ChartGeometry): void {
  const { plot, spo2Panel, pressurePanel, smallPanels } = chart
  const right = plot.x + plot.width
  doc.font('bold').fontSize(LABEL_SIZE)
  for (const phase of chart.phases) {
    if (phase.shaded) doc.rect(phase.x, phase.y, phase.width, phase.height).fill('#f1f1f1')
    line(doc, phase.x, phase.y, phase.x, phase.y + phase.height, 0.4, '#999')
  }
  // Last: a name that reaches into the next zone stands on that.
  for (const { label: name, labelX, labelY, overhangs } of chart.phases)
    (overhangs ? labelOnPaper : label)(doc, name, labelX, labelY)
  doc.font('body')
  for (const [panel, ticks] of [
    [spo2Panel, chart.spo2Ticks],
    [pressurePanel, chart.pressureTicks],
  ] as const) {
    for (const { y } of ticks) line(doc, plot.x, y, right, y, 0.3, '#bbb')
    frame(doc, panel)
    for (const tick of ticks)
      doc.text(tick.label, 0, tick.y - LABEL_SIZE * 0.65, {
        width: plot.x - 3,
        align: 'right',
        lineBreak: false,
      })
  }
  for (const panel of smallPanels) {
    frame(doc, panel)
    // On the right: on the left they would be read as pressures.
    for (const tick of panel.ticks) label(doc, tick.label, right + 3, tick.y - LABEL_SIZE * 0.65)
  }
  for (const gap of chart.gaps) hatch(doc, { ...gap, y: spo2Panel.y, height: chart.base - spo2Panel.y })
  const base = bottomOf(plot)
  line(doc, plot.x, base, right, base, 0.6, '#000')
  for (const tick of chart.xTicks) {
    line(doc, tick.x, base, tick.x, base + 3, 0.6, '#000')
    doc.text(tick.label, tick.x - 15, base + 3, { width: 30, align: 'center', lineBreak: false })
  }
}

function drawLimits(doc: Pdf, { limits, plot }: ChartGeometry): void {
  for (const limit of limits) {
    doc.dash(1, { space: 2 })
    line(doc, limit.fromX, limit.y, limit.toX, limit.y, 0.7, '#000')
    doc.undash()
    if (limit.label !== null)
      label(doc, limit.label, plot.x + plot.width + 3, limit.labelY - LABEL_SIZE * 0.65)
  }
}

function drawStreams(doc: Pdf, { lines }: ChartGeometry): void {
  for (const run of lines.flatMap(({ runs }) => runs)) fillBand(doc, run)
  doc.lineJoin('round').strokeColor('#000')
  for (const { vital, runs } of lines) {
    const [dash, space = 0] = dashOf(vital) ?? []
    if (dash === undefined) doc.lineWidth(0.9)
    else doc.lineWidth(0.8).dash(dash, { space })
    for (const run of runs) strokeLine(doc, run.line)
    doc.undash()
  }
  for (const { x, y } of lines.flatMap(({ checks }) => checks)) diamond(doc, x, y)
}

function drawCuff(doc: Pdf, { bars, failed }: ChartGeometry): void {
  for (const { x, top, bottom, mean, style } of bars) {
    if (style === 'questionable') doc.dash(2, { space: 1.5 })
    line(doc, x, top, x, bottom, 1.1, '#000')
    doc.undash()
    line(doc, x - 2.5, top, x + 2.5, top, 1.1, '#000')
    line(doc, x - 2.5, bottom, x + 2.5, bottom, 1.1, '#000')
    if (mean === null) continue
    if (style === 'manual') diamond(doc, x, mean)
    else doc.circle(x, mean, 1.7).fillAndStroke(style === 'questionable' ? '#fff' : '#000', '#000')
  }
  for (const { x, y } of failed) {
    line(doc, x - 2.2, y - 2.2, x + 2.2, y + 2.2, 0.8, '#000')
    line(doc, x - 2.2, y + 2.2, x + 2.2, y - 2.2, 0.8, '#000')
  }
}

function drawLanes(doc: Pdf, chart: ChartGeometry, words: ReportWords): void {
  const { doses, marks, alarms, alarmRows, plot, spo2Panel, pressurePanel, smallPanels, base } = chart
  for (const dose of doses) line(doc, dose.tickX, dose.y, dose.tickX, base, 0.8, '#000')
  for (const mark of marks) line(doc, mark.tickX, base, mark.tickX, mark.y + 7, 0.5, '#000')
  for (const { x, y } of alarms) doc.polygon([x, y - 5], [x + 3, y], [x - 3, y]).fill('#000')
  doc.font('bold').fontSize(LABEL_SIZE)
  for (const dose of doses) labelOnPaper(doc, dose.label, dose.x, dose.y)
  doc.font('body')
  for (const mark of marks) labelOnPaper(doc, mark.label, mark.x, mark.y)
  for (const { name, x, nameY } of smallPanels) labelOnPaper(doc, name, x + 3, nameY)
  doc.fontSize(LABEL_SIZE - 0.5)
  const left = plot.x + plot.width + 3
  // Above its panel: within it are the names of limits.
  label(doc, '%', left, spo2Panel.y - LABEL_SIZE - 2)
  label(doc, 'mmHg, /min', left, pressurePanel.y - LABEL_SIZE - 2)
  for (const row of alarmRows) label(doc, row.label, left, row.y - 6.5)
  label(doc, words.report.chart.marks, left, bottomOf(plot) - 10)
}

function bottomOf(box: Pick<Box, 'y' | 'height'>): number {
  return box.y + box.height
}

function frame(doc: Pdf, { x, y, width, height }: Box): void {
  doc.rect(x, y, width, height).lineWidth(0.6).stroke('#000')
  doc.fillColor('#000')
}

function line(doc: Pdf, x1: number, y1: number, x2: number, y2: number, width: number, color: string): void {
  doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).stroke(color)
  doc.fillColor('#000')
}

function label(doc: Pdf, text: string, x: number, y: number): void {
  if (text !== '') doc.text(text, x, y, { lineBreak: false })
}

/** A label whose ground hides the lines of others. */
function labelOnPaper(doc: Pdf, text: string, x: number, y: number): void {
  if (text === '') return
  doc.rect(x - 0.5, y + 0.5, doc.widthOfString(text) + 1, LABEL_SIZE + 0.5).fill('#fff')
  doc.fillColor('#000')
  label(doc, text, x, y)
}

function diamond(doc: Pdf, x: number, y: number): void {
  doc
    .lineWidth(0.8)
    .polygon([x, y - 3], [x + 3, y], [x, y + 3], [x - 3, y])
    .fillAndStroke('#fff', '#000')
  doc.fillColor('#000')
}

function hatch(doc: Pdf, { x, y, width, height }: Box): void {
  doc.save().rect(x, y, width, height).clip()
  doc.rect(x, y, width, height).fill('#fff')
  for (let step = -height; step < width; step += 4)
    line(doc, x + step, y + height, x + step + height, y, 0.4, '#000')
  doc.restore()
  doc.rect(x, y, width, height).lineWidth(0.5).stroke('#000')
  doc.fillColor('#000')
}

function fillBand(doc: Pdf, { band }: ChartRun): void {
  const [first, ...rest] = band
  if (!first || rest.length < 3) return
  doc.moveTo(first[0], first[1])
  for (const [x, y] of rest) doc.lineTo(x, y)
  doc.closePath().fill('#9a9a9a')
  doc.fillColor('#000')
}

function strokeLine(doc: Pdf, points: readonly Point[]): void {
  const [first, ...rest] = points
  if (!first) return
  // A single value would be a line without length.
  if (rest.length === 0) doc.moveTo(first[0] - 0.5, first[1]).lineTo(first[0] + 0.5, first[1])
  else doc.moveTo(first[0], first[1])
  for (const [x, y] of rest) doc.lineTo(x, y)
  doc.stroke('#000')
}
