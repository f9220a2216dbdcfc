import { words } from '../../text/en.ts'
import { layOutChart } from '../chart.ts'
import { describeAcknowledgements, describeCause, describeCuffNotes, describeEvent } from '../describe.ts'
import type { Report } from '../model.ts'
import { clockTime, dateOf, duration, fromZero } from '../times.ts'

/** The report as one self-contained page to look at or print. Everything that people typed is escaped. */
export function writeHtml(report: Report): string {
  const { session, utcOffsetMin, zero } = report
  const when = (at: { wallMs: number; monoMs: number }) =>
    `${clockTime(at.wallMs, utcOffsetMin)} (${fromZero(at.monoMs, zero.monoMs)})`
  const cuff = report.cuff.map(reading => [
    when(reading.takenAt),
    reading.systolic === null ? '-' : `${reading.systolic}/${reading.diastolic}`,
    reading.mean ?? '-',
    reading.pulseRate ?? '-',
    describeCuffNotes(reading),
  ])
  const alarms = report.alarms.map(episode => [
    when(episode.start),
    words.priorities[episode.priority],
    `${words.alarms[episode.alarm]} ${describeCause(episode, report)}`,
    episode.end ? duration(episode.end.monoMs - episode.start.monoMs) : 'still active',
    describeAcknowledgements(episode),
  ])
  const events = report.events.flatMap(logged => {
    const text = describeEvent(logged)
    return text === null ? [] : [[when(logged.at), text]]
  })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Vitals report ${escapeHtml(session.id)}</title>
<style>body{font:14px/1.4 system-ui,sans-serif;max-width:60rem;margin:2rem auto;color:#000;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{border-bottom:1px solid #999;padding:3px 8px 3px 0;text-align:left;vertical-align:top}
.marks{font-weight:700;border:2px dashed #000;padding:4px 10px;display:inline-block}</style></head><body>
<h1>Vitals report</h1>
${report.marks.length > 0 ? `<p class="marks">${escapeHtml(report.marks.join(' · '))}</p>` : ''}
<p>${escapeHtml(`${session.patient.initials} ${session.patient.birthYear}, record ${session.patient.recordId} · ${report.preset.label} · ${dateOf(session.opened.at.wallMs, utcOffsetMin)} · session ${session.id}`)}</p>
${drawSvg(report)}
<p>${report.statements.map(escapeHtml).join('<br>')}</p>
${table('Alarms', ['Start', 'Priority', 'Alarm', 'Lasted', 'Acknowledged'], alarms)}
${table('Blood pressure', ['Time (from T0)', 'mmHg', 'MAP', 'Pulse', 'Notes'], cuff)}
${table('Events', ['Time (from T0)', 'Event'], events)}
<p>Record ${escapeHtml(report.recordHash ?? 'none')}</p>
</body></html>
`
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = (kind: 'th' | 'td', row: readonly (string | number)[]) =>
    `<tr>${row.map(cell => `<${kind}>${escapeHtml(String(cell))}</${kind}>`).join('')}</tr>`
  const body = rows.length === 0 ? '<tr><td>none</td></tr>' : rows.map(row => cells('td', row)).join('\n')
  return `<h2>${escapeHtml(title)}</h2><table><thead>${cells('th', heads)}</thead><tbody>${body}</tbody></table>`
}

function drawSvg(report: Report): string {
  const chart = layOutChart(report, 900, 320)
  const { plot } = chart
  const base = plot.y + plot.height
  const n = (value: number) => value.toFixed(1)
  const run = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('')
  const label = (x: number, y: number, text: string, anchor = 'start') =>
    `<text x="${n(x)}" y="${n(y)}" font-size="10" text-anchor="${anchor}">${escapeHtml(text)}</text>`
  return `<svg viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-label="Chart of the session" fill="none" stroke="#000">
${chart.bands.map(band => `<rect x="${n(band.x)}" y="${plot.y}" width="${n(band.width)}" height="${plot.height}" stroke="none" fill="${band.shaded ? '#eee' : 'none'}"/>`).join('')}
${chart.gaps.map(gap => `<rect x="${n(gap.x)}" y="${plot.y}" width="${n(gap.width)}" height="${plot.height}" stroke-dasharray="2 3" fill="#ddd"/>`).join('')}
<rect x="${plot.x}" y="${plot.y}" width="${plot.width}" height="${plot.height}"/>
<path stroke-width="1.4" d="${chart.spo2.map(run).join('')}"/>
<path stroke-dasharray="4 2" d="${chart.pulse.map(run).join('')}"/>
<path stroke-width="1.6" d="${chart.bars.map(({ x, top, bottom }) => `M${n(x)} ${n(top)}V${n(bottom)}M${n(x - 3)} ${n(top)}h6M${n(x - 3)} ${n(bottom)}h6`).join('')}"/>
<g fill="#000" stroke="none">${chart.xTicks.map(({ x, label: text }) => label(x, base + 12, text, 'middle')).join('')}${chart.leftTicks.map(({ y, label: text }) => label(plot.x - 4, y + 3, text, 'end')).join('')}${chart.rightTicks.map(({ y, label: text }) => label(plot.x + plot.width + 4, y + 3, text)).join('')}${chart.doses.map(({ x, label: text }) => label(x + 2, plot.y + 10, text)).join('')}</g>
<path d="${chart.doses.map(({ x }) => `M${n(x)} ${plot.y}V${base}`).join('')}"/>
<path fill="#000" d="${chart.alarms.map(({ x }) => `M${n(x)} ${base - 7}l4 7h-8z`).join('')}"/>
</svg>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
