import { lineFrom } from '../../session/line.ts'
import { isUnconfirmed } from '../../session/unconfirmed.ts'
import { minuteVitals, printValue, type StreamVitalId, vitals } from '../../vitals.ts'
import type { Words } from '../../words/index.ts'
import type { MinuteStep } from '../content.ts'
import { describeCuffNotes } from '../cuff-notes.ts'
import { measuredVitals } from '../measured.ts'
import { perMinute } from '../minutes.ts'
import type { MinuteRow, MinuteValue, Report } from '../model.ts'
import { columns, instants, NONE, pressure, type ReportTable, sayWhose } from './table.ts'

export function dueTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Required, recommended and extra measurements',
    columns: columns(
      ['Measurement', 26],
      ['Class', 16],
      ['Window, min from T0', 22],
      ['Result', 12],
      ['Taken', 24],
    ),
    rows: report.due.map(({ label, required, extra, status, windowMin, at, excused }) => [
      label,
      extra ? 'extra, after an alarm' : required ? 'required' : 'recommended',
      `${windowMin[0]} to ${windowMin[1]}`,
      words.due[status],
      at
        ? [`${time(at)} (${from(at)})`, sayWhose(report, at, words)].filter(Boolean).join(', ')
        : excused
          ? `${excused.reason} (${excused.by})`
          : NONE,
    ]),
  }
}

export function cuffTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Blood pressure',
    columns: columns(
      ['Taken', 11],
      ['From T0', 9],
      ['SYS/DIA mmHg', 13],
      ['MAP mmHg', 10],
      ['Pulse /min', 10],
      ['Used for', 20],
      ['Source and notes', 30],
    ),
    rows: report.cuff.map(reading => [
      time(reading.takenAt),
      from(reading.takenAt),
      pressure(reading.systolic, reading.diastolic),
      reading.mean === null ? NONE : String(Math.round(reading.mean)),
      reading.pulseRate === null ? NONE : String(Math.round(reading.pulseRate)),
      usesOf(report, reading.seq, words) || NONE,
      describeCuffNotes(reading, words),
    ]),
  }
}

/** Which measurement a cuff reading satisfied, and whether the baseline was formed from it. */
function usesOf({ session, events }: Report, seq: number, words: Words): string {
  const due = session.due.filter(item => item.seq === seq)
  // From the log: a baseline set by hand later does not undo what the last was formed from.
  const formed = events.flatMap(({ entry }) =>
    entry.event === 'session' && entry.kind === 'baseline' && entry.from ? [entry.from] : [],
  )
  return [
    ...(formed.at(-1)?.includes(seq) ? ['baseline'] : []),
    ...due.map(({ label, status }) => `${label}, ${words.due[status]}`),
  ].join('; ')
}

export function minuteTable(report: Report, stepMin: MinuteStep, words: Words): ReportTable {
  const { session, zero, readings } = report
  const { time } = instants(report)
  const rows =
    stepMin === 1
      ? report.minutes
      : perMinute(
          readings,
          zero,
          lineFrom(session, zero.monoMs),
          reading => isUnconfirmed(session, reading),
          stepMin,
        )
  const measured = measuredVitals(readings)
  const vital = minuteVitals(id => measured.has(id))
  // What is measured beside SpO2 and pulse takes its room from them and from the notes.
  const share = 40 / vital.length
  return {
    title: words.report.minutesTitle(stepMin),
    columns: columns(
      ['Minute from T0', 16],
      ['Time', 14],
      ...vital.map(id => [`${vitals[id].label} ${vitals[id].unit}`, Math.max(share, 12)] as const),
      ['Notes', vital.length > 2 ? 20 : 30],
    ),
    rows: rows.map(row => [
      String(row.minute),
      time(row.at),
      ...vital.map(id => describeMinute(id, row.values[id])),
      describeMinuteNotes(row, words),
    ]),
  }
}

function describeMinute(vital: StreamVitalId, value: MinuteValue | undefined): string {
  if (!value) return NONE
  const [median, min, max] = [value.median, value.min, value.max].map(one => printValue(vital, one))
  return `${median} (${min}–${max})`
}

function describeMinuteNotes({ origins, values, enteredLate, unconfirmed }: MinuteRow, words: Words): string {
  return [
    ...origins.filter(origin => origin !== 'device').map(origin => words.origins[origin]),
    ...(Object.values(values).some(({ questionable }) => questionable) ? ['some questionable'] : []),
    ...(enteredLate ? [words.flags.enteredLate] : []),
    ...(unconfirmed ? [words.flags.patientUnconfirmed] : []),
  ].join(', ')
}
