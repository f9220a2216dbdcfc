import type { ReportWords } from '../../words/report.ts'
import { drawnOf, layOutChart, leastChartHeight } from '../chart.ts'
import { describeLeftOut, type ReportContent, wholeContent } from '../content.ts'
import { type Fact, makeFacts } from '../facts.ts'
import { describeLegend } from '../legend.ts'
import { type Report, sayMarks, sayRecord } from '../model.ts'
import { asPrinted } from '../printed.ts'
import { makeStory } from '../story.ts'
import { makeTables, type ReportTable } from '../tables/index.ts'
import { isoTime } from '../times.ts'
import { escapeXml } from './escape-xml.ts'
import { drawSvg } from './svg.ts'

const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff }
h1 { margin: 0 } h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem } h2 + p { margin: 0 0 .25rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem } dt { font-weight: 600 } dd { margin: 0 }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid #999; padding: 2px 8px 2px 0; text-align: left; vertical-align: top }
thead { display: table-header-group } tr { break-inside: avoid }
.marks { font-weight: 700; border: 2px dashed; padding: 2px 10px; display: inline-block }
.note, footer { font-size: .8rem }
svg { width: 100%; height: auto }
@media print { .own-page { break-before: page } body { margin: 0; max-width: none; font-size: 10px } }`

/** In the units of the drawing; `more`: above the least height that it can be read at. */
const CHART = { width: 640, more: 170 } as const

/** The report as one self-contained page to look at or print. Everything that people typed is escaped. */
export function writeHtml(
  recorded: Report,
  words: ReportWords,
  content: ReportContent = wholeContent,
): string {
  const report = asPrinted(recorded)
  const { session, generatedAt, generatedBy, setting } = report
  const { head } = words.report
  const marks = sayMarks(report, words)
  const chart = layOutChart(report, CHART.width, leastChartHeight(report) + CHART.more, words)
  const made = head.made(isoTime(generatedAt.wallMs, report.utcOffsetMin), generatedBy, setting.software)
  return `<!doctype html>
<html lang="${escapeXml(words.languageTag)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(head.documentTitle(session.id))}</title><style>${STYLE}</style></head>
<body>
<h1>${escapeXml(head.title)}</h1>
${marks.length === 0 ? '' : `<p class="marks">${escapeXml(marks.join(' · ').toUpperCase())}</p>`}
${drawFacts(makeFacts(report, words))}
<p class="note">${[...report.statements, ...describeLeftOut(content, words)].map(escapeXml).join('<br>')}</p>
<figure style="margin:0">${drawSvg(chart, words)}<figcaption class="note">${escapeXml(describeLegend(drawnOf(report), words))}</figcaption></figure>
<h2>${escapeXml(words.report.story.title)}</h2>
${drawFacts(makeStory(report, words))}
${makeTables(report, words, content)
  .map(table => drawTable(table, words))
  .join('\n')}
<footer><p>${escapeXml(head.sessionRecord(session.id, sayRecord(report, words)))}<br>${escapeXml(made)}</p></footer>
</body>
</html>
`
}

function drawFacts(facts: readonly Fact[]): string {
  const lines = facts.map(({ label, value }) => `<dt>${escapeXml(label)}</dt><dd>${escapeXml(value)}</dd>`)
  return `<dl>${lines.join('\n')}</dl>`
}

function drawTable({ title, note, columns, rows, ownPage }: ReportTable, words: ReportWords): string {
  const said = note === undefined ? '' : `\n<p>${escapeXml(note)}</p>`
  if (rows.length === 0) return `<h2>${escapeXml(words.report.none(title))}</h2>${said}`
  const heads = columns.map(({ head }) => `<th scope="col">${escapeXml(head)}</th>`).join('')
  const body = rows
    .map(row => `<tr>${row.map(cell => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`)
    .join('\n')
  return `<h2${ownPage ? ' class="own-page"' : ''}>${escapeXml(title)}</h2>${said}\n<table><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table>`
}
