import {
  describeAcknowledgements,
  describeCause,
  describeCuffNotes,
  describeEvent,
} from '../../shared/report/describe.ts'
import type { Report } from '../../shared/report/model.ts'
import { clockTime, duration, fromZero } from '../../shared/report/times.ts'
import { words } from '../../shared/text/en.ts'
import { contentWidth, MARGIN, type Pdf } from './pdf.ts'

interface Column {
  readonly head: string
  /** Share of the page's width. */
  readonly share: number
}

/** Every table of the report, in the order in which a reader wants them. */
export function drawTables(doc: Pdf, report: Report): void {
  const { session, utcOffsetMin, zero } = report
  const time = (at: { wallMs: number }) => clockTime(at.wallMs, utcOffsetMin)
  const from = (at: { monoMs: number }) => fromZero(at.monoMs, zero.monoMs)

  drawTable(
    doc,
    'Alarms',
    columns(
      ['Start', 11],
      ['From T0', 9],
      ['Priority', 10],
      ['Alarm (value, limit)', 30],
      ['Lasted', 12],
      ['Acknowledged', 28],
    ),
    report.alarms.map(episode => [
      time(episode.start),
      from(episode.start),
      words.priorities[episode.priority],
      [
        `${words.alarms[episode.alarm]} ${describeCause(episode, report)}`,
        episode.worst !== null && episode.worst !== episode.valueAtStart
          ? `worst ${Math.round(episode.worst)}`
          : '',
      ]
        .filter(Boolean)
        .join(', '),
      episode.end
        ? `${duration(episode.end.monoMs - episode.start.monoMs)}${episode.endCause ? ` (${episode.endCause})` : ''}`
        : 'still active',
      [
        describeAcknowledgements(episode),
        episode.reAlarms > 0 ? `alarmed again ${episode.reAlarms}x` : '',
        episode.latched ? 'latched' : '',
      ]
        .filter(Boolean)
        .join('; '),
    ]),
  )
  drawTable(
    doc,
    'Required and recommended measurements',
    columns(['Measurement', 26], ['Class', 16], ['Window, min from T0', 22], ['Result', 14], ['Taken', 22]),
    report.due.map(({ label, required, status, windowMin, at, reason }) => [
      label,
      required ? 'required' : 'recommended',
      `${windowMin[0]} to ${windowMin[1]}`,
      words.due[status],
      at ? `${time(at)} (${from(at)})` : (reason ?? '-'),
    ]),
  )
  drawTable(
    doc,
    'Blood pressure',
    columns(
      ['Taken', 12],
      ['From T0', 10],
      ['SYS/DIA mmHg', 15],
      ['MAP mmHg', 11],
      ['Pulse /min', 11],
      ['Source and notes', 41],
    ),
    report.cuff.map(reading => [
      time(reading.takenAt),
      from(reading.takenAt),
      reading.systolic === null || reading.diastolic === null
        ? '-'
        : `${reading.systolic}/${reading.diastolic}`,
      reading.mean === null ? '-' : String(Math.round(reading.mean)),
      reading.pulseRate === null ? '-' : String(reading.pulseRate),
      describeCuffNotes(reading),
    ]),
  )
  drawTable(
    doc,
    'Doses',
    columns(
      ['Time', 14],
      ['From T0', 12],
      ['Drug', 22],
      ['Dose mg', 12],
      ['mg/kg', 10],
      ['Lot', 14],
      ['By', 16],
    ),
    session.doses.map(dose => [
      time(dose.at),
      from(dose.at),
      `${dose.drug}, ${dose.route}${dose.device === undefined ? '' : `, device ${dose.device}`}`,
      String(dose.mg),
      dose.mgPerKg === undefined ? '-' : dose.mgPerKg.toFixed(2),
      dose.lot ?? '-',
      dose.by,
    ]),
  )
  drawTable(
    doc,
    'Limits changed',
    columns(['Time', 14], ['Alarm', 26], ['Level', 14], ['From', 10], ['To', 10], ['By', 26]),
    session.limitChanges.map(change => [
      time(change.at),
      words.alarms[change.alarm],
      words.priorities[change.priority],
      String(change.before),
      String(change.after),
      `${change.by}${change.reason ? ` (${change.reason})` : ''}`,
    ]),
  )
  drawTable(
    doc,
    'Gaps in monitoring',
    columns(['From', 16], ['To', 16], ['Length', 18], ['What', 20], ['Cause', 30]),
    report.gaps.map(gap => [
      time(gap.from),
      time(gap.to),
      duration(gap.to.monoMs - gap.from.monoMs),
      gap.what,
      gap.cause,
    ]),
  )
  drawTable(
    doc,
    'Events',
    columns(['Time', 12], ['From T0', 12], ['Event', 76]),
    report.events.flatMap(logged => {
      const text = describeEvent(logged)
      return text === null ? [] : [[time(logged.at), from(logged.at), text]]
    }),
  )
  drawTable(
    doc,
    'SpO2 and pulse by minute: median (lowest-highest)',
    columns(['Minute', 12], ['Time', 16], ['SpO2 %', 22], ['Pulse /min', 22], ['Notes', 28]),
    report.minutes.map(({ minute, at, spo2, pulse, origins }) => [
      String(minute),
      time(at),
      spo2 ? `${spo2.median} (${spo2.min}-${spo2.max})` : '-',
      pulse ? `${pulse.median} (${pulse.min}-${pulse.max})` : '-',
      [
        ...origins
          .filter(origin => origin !== 'device')
          .map(origin => words.origins[origin as keyof typeof words.origins] ?? origin),
        spo2?.questionable || pulse?.questionable ? 'some questionable' : '',
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  )
}

function columns(...entries: readonly (readonly [head: string, share: number])[]): Column[] {
  return entries.map(([head, share]) => ({ head, share }))
}

const PADDING = 3
const SIZE = 8

/** A table whose head repeats on each page; no row is ever cut by a page's end. */
function drawTable(
  doc: Pdf,
  title: string,
  heads: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const total = heads.reduce((sum, { share }) => sum + share, 0)
  const widths = heads.map(({ share }) => (share / total) * contentWidth(doc))
  const bottom = () => doc.page.height - MARGIN.bottom

  const heightOf = (cells: readonly string[]) => {
    const heights = cells.map((cell, index) =>
      doc.heightOfString(cell || ' ', { width: (widths[index] ?? 0) - 2 * PADDING }),
    )
    return Math.max(...heights) + 2 * PADDING
  }
  const drawRow = (cells: readonly string[], font: 'body' | 'bold') => {
    doc.font(font).fontSize(SIZE)
    const height = heightOf(cells)
    const y = doc.y
    let x = MARGIN.left
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0
      doc.text(cell, x + PADDING, y + PADDING, { width: width - 2 * PADDING })
      x += width
    }
    doc.moveTo(MARGIN.left, y + height).lineTo(MARGIN.left + contentWidth(doc), y + height)
    doc.lineWidth(font === 'bold' ? 0.8 : 0.3).stroke('#000')
    doc.y = y + height
  }
  const drawTitle = (suffix: string) => {
    doc
      .font('bold')
      .fontSize(10.5)
      .text(`${title}${suffix}`, MARGIN.left, doc.y + 6)
    doc.y += 2
    drawRow(
      heads.map(({ head }) => head),
      'bold',
    )
  }

  if (doc.y + 70 > bottom()) doc.addPage()
  if (rows.length === 0) {
    doc
      .font('bold')
      .fontSize(10.5)
      .text(title, MARGIN.left, doc.y + 6, { continued: true })
    doc.font('body').fontSize(SIZE).text('   none')
    return
  }
  drawTitle('')
  for (const row of rows) {
    doc.font('body').fontSize(SIZE)
    if (doc.y + heightOf(row) > bottom()) {
      doc.addPage()
      drawTitle(' (continued)')
    }
    drawRow(row, 'body')
  }
  doc.moveDown(0.6)
}
