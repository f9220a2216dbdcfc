import type { ReportWords } from '../../words/report.ts'
import { type Box, type ChartGeometry, dashOf } from '../chart-geometry.ts'
import { LABEL_SIZE } from '../chart-limits.ts'
import type { ChartRun, Point } from '../chart-runs.ts'
import { escapeXml } from './escape-xml.ts'

/** The chart as an SVG that stands by itself in a page: black on white, like the PDF's. */
export function drawSvg(chart: ChartGeometry, words: ReportWords): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-label="${escapeXml(words.report.chart.label)}" fill="none" stroke="#000" stroke-width="0.8" font-size="${LABEL_SIZE}">
<defs><pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V4" stroke-width="1"/></pattern></defs>
${[drawGround(chart), drawLines(chart), drawReadings(chart), drawLanes(chart, words)].join('\n')}
</svg>`
}

function drawGround({ plot, phases, gaps, xTicks, ...chart }: ChartGeometry): string {
  const { spo2Panel, pressurePanel, smallPanels, spo2Ticks, pressureTicks } = chart
  const base = plot.y + plot.height
  return [
    ...phases.map(phase => box(phase, `stroke="none" fill="${phase.shaded ? '#f1f1f1' : 'none'}"`)),
    ...phases.map(({ label, labelX, labelY, overhangs }) =>
      text(labelX, labelY + 6, label, `font-weight="700"${overhangs ? ` ${ON_PAPER}` : ''}`),
    ),
    ...[...spo2Ticks, ...pressureTicks].flatMap(({ y, label }) => [
      `<path stroke="#bbb" stroke-width="0.3" d="M${n(plot.x)} ${n(y)}h${n(plot.width)}"/>`,
      text(plot.x - 3, y + 2.3, label, 'text-anchor="end"'),
    ]),
    ...smallPanels.flatMap(({ ticks }) =>
      ticks.map(({ y, label }) => text(plot.x + plot.width + 3, y + 2.3, label)),
    ),
    ...gaps.map(({ x, width }) => {
      const height = chart.base - spo2Panel.y
      return box({ x, width, y: spo2Panel.y, height }, 'fill="url(#gap)"')
    }),
    box(spo2Panel),
    box(pressurePanel),
    ...smallPanels.map(panel => box(panel)),
    `<path d="M${n(plot.x)} ${n(base)}h${n(plot.width)}"/>`,
    ...xTicks.flatMap(({ x, label }) => [
      `<path d="M${n(x)} ${n(base)}v3"/>`,
      text(x, base + 10, label, 'text-anchor="middle"'),
    ]),
  ].join('')
}

function drawLines({ limits, lines, plot }: ChartGeometry): string {
  return [
    ...limits.map(
      ({ fromX, toX, y, label, labelY }) =>
        `<path stroke-dasharray="1 2" d="M${n(fromX)} ${n(y)}H${n(toX)}"/>${label === null ? '' : text(plot.x + plot.width + 3, labelY + 2.3, label)}`,
    ),
    `<path stroke="none" fill="#9a9a9a" d="${lines.flatMap(({ runs }) => runs.map(({ band }) => `${path(band)}Z`)).join('')}"/>`,
    ...lines.map(({ vital, runs }) => {
      const [dash, space] = dashOf(vital) ?? []
      const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash} ${space}"`
      return `<path stroke-linejoin="round"${dashes} d="${runs.map(drawRun).join('')}"/>`
    }),
  ].join('')
}

function drawReadings({ bars, failed, lines }: ChartGeometry): string {
  return [
    ...bars.map(({ x, top, bottom, mean, style }) =>
      [
        `<path stroke-width="1.1"${style === 'questionable' ? ' stroke-dasharray="2 1.5"' : ''} d="M${n(x)} ${n(top)}V${n(bottom)}"/>`,
        `<path stroke-width="1.1" d="M${n(x - 2.5)} ${n(top)}h5M${n(x - 2.5)} ${n(bottom)}h5"/>`,
        mean === null ? '' : style === 'manual' ? diamond(x, mean) : dot(x, mean, style === 'valid'),
      ].join(''),
    ),
    ...failed.map(
      ({ x, y }) => `<path d="M${n(x - 2.2)} ${n(y - 2.2)}l4.4 4.4M${n(x - 2.2)} ${n(y + 2.2)}l4.4 -4.4"/>`,
    ),
    ...lines.flatMap(({ checks }) => checks.map(({ x, y }) => diamond(x, y))),
  ].join('')
}

function drawLanes(chart: ChartGeometry, words: ReportWords): string {
  const { doses, marks, alarms, alarmRows, spo2Panel, pressurePanel, smallPanels, plot } = chart
  const bottom = chart.base
  const right = plot.x + plot.width + 3
  return [
    ...doses.map(({ tickX, y }) => `<path d="M${n(tickX)} ${n(y)}V${n(bottom)}"/>`),
    ...marks.map(({ tickX, y }) => `<path stroke-width="0.5" d="M${n(tickX)} ${n(bottom)}V${n(y + 7)}"/>`),
    ...alarms.map(({ x, y }) => `<path fill="#000" stroke="none" d="M${n(x)} ${n(y - 5)}l3 5h-6z"/>`),
    ...doses.map(({ x, y, label }) => text(x, y + 6, label, 'font-weight="700"')),
    ...marks.map(({ x, y, label }) => text(x, y + 6, label)),
    ...alarmRows.map(({ y, label }) => text(right, y - 0.5, label)),
    // Above its panel: within it are the names of limits.
    text(right, spo2Panel.y - 2, '%'),
    text(right, pressurePanel.y - 2, 'mmHg, /min'),
    ...smallPanels.map(panel => text(panel.x + 3, panel.nameY + 6, panel.name, ON_PAPER)),
    text(right, plot.y + plot.height - 4, words.report.chart.marks),
  ].join('')
}

/** A ground in the colour of the paper keeps words readable over a line. */
const ON_PAPER = 'paint-order="stroke" style="stroke:#fff;stroke-width:2.5px"'

function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function path(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('')
}

/** A single value would be a line without length. */
function drawRun({ line }: ChartRun): string {
  return line.length === 1 ? `${path(line)}h1` : path(line)
}

function box({ x, y, width, height }: Box, more = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${more}/>`
}

function text(x: number, y: number, content: string, more = ''): string {
  if (content === '') return ''
  return `<text x="${n(x)}" y="${n(y)}" fill="#000" stroke="none" ${more}>${escapeXml(content)}</text>`
}

function diamond(x: number, y: number): string {
  return `<path fill="#fff" d="M${n(x)} ${n(y - 3)}l3 3l-3 3l-3 -3z"/>`
}

function dot(x: number, y: number, filled: boolean): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="1.7" fill="${filled ? '#000' : '#fff'}"/>`
}
