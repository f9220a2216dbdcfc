import type { Report } from '../../shared/report/model.ts'
import { clockTime, dateOf } from '../../shared/report/times.ts'
import { contentWidth, MARGIN, type Pdf } from './pdf.ts'

/** Who, what, when, and what must be known before anything is read. */
export function drawHead(doc: Pdf, report: Report): void {
  const { session, preset, utcOffsetMin } = report
  const { patient, baseline } = session
  doc.font('bold').fontSize(17).text('Vitals report', MARGIN.left, MARGIN.top)
  if (report.marks.length > 0) {
    doc.font('bold').fontSize(11)
    doc.text(report.marks.join('   ·   '), MARGIN.left, MARGIN.top + 3, {
      width: contentWidth(doc),
      align: 'right',
    })
  }
  doc.moveDown(0.5)
  const day = dateOf(session.opened.at.wallMs, utcOffsetMin)
  const time = (at: { wallMs: number } | undefined) => (at ? clockTime(at.wallMs, utcOffsetMin) : '-')
  const given = session.doses.reduce((sum, { mg }) => sum + mg, 0)
  const lots = session.doses.flatMap(({ lot }) => (lot ? [lot] : []))
  const facts: readonly (readonly [string, string])[] = [
    [
      'Patient',
      `${patient.initials} ${patient.birthYear}, record ${patient.recordId}${patient.weightKg ? `, ${patient.weightKg} kg` : ''}`,
    ],
    ['Treatment', `${preset.label} (${preset.id}, version ${session.preset.version})`],
    ['Place', [report.setting.clinic, report.setting.room].filter(part => part !== '').join(', ')],
    [
      'Date',
      `${day}, opened ${time(session.opened.at)} by ${session.opened.by}, closed ${time(session.closed?.at)}${session.closed ? ` by ${session.closed.by}` : ''}`,
    ],
    ['T0, end of dosing', `${time(session.t0)}, ${time(session.dosingEnd)}`],
    [
      'Given',
      session.doses.length === 0
        ? 'nothing'
        : `${given} mg ${preset.drug} (${preset.route}) in ${session.doses.length} dose${session.doses.length === 1 ? '' : 's'}${lots.length > 0 ? `, lot ${lots.join(', ')}` : ''}`,
    ],
    [
      'Baseline',
      baseline
        ? `${baseline.systolic.toFixed(1)}/${baseline.diastolic.toFixed(1)} mmHg${baseline.pulseRate === null ? '' : `, pulse ${baseline.pulseRate} /min`}${baseline.spo2 === null ? '' : `, SpO2 ${baseline.spo2} %`}, ${baseline.setBy ? `set by ${baseline.setBy.by} (${baseline.setBy.reason})` : `from ${baseline.from.length} cuff reading${baseline.from.length === 1 ? '' : 's'}`}`
        : 'none: limits relative to the baseline were off',
    ],
    [
      'Time',
      report.totals
        ? `${report.totals.fromFirstMin} min from the first dose${report.totals.fromLastMin === null ? '' : `, ${report.totals.fromLastMin} min from the last`}`
        : 'no dose was given',
    ],
    [
      'Extremes',
      report.peaks
        .map(({ label, value, unit, minutes }) => `${label} ${value} ${unit} at ${minutes} min`)
        .join('; ') || '-',
    ],
  ]
  for (const [label, value] of facts) {
    const y = doc.y
    doc.font('bold').fontSize(8.5).text(label, MARGIN.left, y, { width: 92 })
    doc
      .font('body')
      .fontSize(8.5)
      .text(value, MARGIN.left + 96, y, { width: contentWidth(doc) - 96 })
  }
  doc.moveDown(0.4)
  doc.font('body').fontSize(7.5)
  for (const statement of report.statements)
    doc.text(statement, MARGIN.left, doc.y, { width: contentWidth(doc) })
  doc.moveDown(0.6)
}
