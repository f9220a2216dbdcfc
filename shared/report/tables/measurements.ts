import { lineFrom } from '../../session/line.ts'
import { isUnconfirmed, openQuestion } from '../../session/unconfirmed.ts'
import { minuteVitals, printValue, type StreamVitalId, vitals } from '../../vitals.ts'
import type { ReportWords } from '../../words/report.ts'
import { sayShipped } from '../../words/shipped.ts'
import type { MinuteStep } from '../content.ts'
import { describeCuffNotes } from '../cuff-notes.ts'
import { measuredVitals } from '../measured.ts'
import { perMinute } from '../minutes.ts'
import type { MinuteRow, MinuteValue, Report } from '../model.ts'
import { columns, instants, NONE, pressure, type ReportTable, sayWhose } from './table.ts'

export function dueTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, due: said } = words.report.tables
  return {
    key: 'due',
    title: said.title,
    columns: columns(
      [said.measurement, 26],
      [said.class, 16],
      [said.window, 22],
      [heads.result, 12],
      [heads.taken, 24],
    ),
    rows: report.due.map(({ label, required, extra, status, windowMin, at, excused }) => [
      sayShipped(label, words),
      extra ? said.extra : words.presets.classes[required ? 'required' : 'recommended'],
      said.range(...windowMin),
      words.due[status],
      at
        ? [`${time(at)} (${from(at)})`, sayWhose(report, at, words)].filter(Boolean).join(', ')
        : excused
          ? `${excused.reason} (${excused.by})`
          : NONE,
    ]),
  }
}

export function cuffTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, cuff: said } = words.report.tables
  return {
    key: 'cuff',
    title: said.title,
    columns: columns(
      [heads.taken, 11],
      [heads.fromT0, 9],
      [heads.pressure, 13],
      [heads.mean, 10],
      [said.pulse, 10],
      [said.usedFor, 20],
      [said.notes, 30],
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
function usesOf({ session, events }: Report, seq: number, words: ReportWords): string {
  const due = session.due.filter(item => item.seq === seq)
  // From the log: a baseline set by hand later does not undo what the last was formed from.
  const formed = events.flatMap(({ entry }) =>
    entry.event === 'session' && entry.kind === 'baseline' && entry.from ? [entry.from] : [],
  )
  return [
    ...(formed.at(-1)?.includes(seq) ? [words.report.tables.cuff.baseline] : []),
    ...due.map(({ label, status }) => `${sayShipped(label, words)}, ${words.due[status]}`),
  ].join('; ')
}

export function minuteTable(report: Report, stepMin: MinuteStep, words: ReportWords): ReportTable {
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
  const { heads, minutes: said } = words.report.tables
  const measured = measuredVitals(readings)
  const vital = minuteVitals(id => measured.has(id))
  // What is measured beside SpO2 and pulse takes its room from them and from the notes.
  const share = Math.max(12, 40 / vital.length)
  return {
    key: 'minutes',
    title: words.report.minutesTitle(stepMin),
    columns: columns(
      [said.minute, 16],
      [heads.time, 14],
      ...vital.map(id => {
        const name = words.vitals.names[id]
        return [`${name} ${vitals[id].unit}`, Math.max(share, longestWord(name) * LETTER_SHARE)] as const
      }),
      [said.notes, vital.length > 2 ? 20 : 30],
    ),
    rows: rows.map(row => [
      String(row.minute),
      time(row.at),
      ...vital.map(id => describeMinute(id, row.values[id])),
      describeMinuteNotes(row, openQuestion(session) ? 'patientUnconfirmed' : 'otherPatient', words),
    ]),
  }
}

/** What a letter of a column's head takes of the table: no word is broken. */
const LETTER_SHARE = 1.45

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(({ length }) => length))
}

function describeMinute(vital: StreamVitalId, value: MinuteValue | undefined): string {
  if (!value) return NONE
  const [median, min, max] = [value.median, value.min, value.max].map(one => printValue(vital, one))
  return `${median} (${min}–${max})`
}

/** @param foreign what is to be said of values that are not known to be this patient's */
function describeMinuteNotes(
  { origins, values, enteredLate, unconfirmed }: MinuteRow,
  foreign: 'patientUnconfirmed' | 'otherPatient',
  words: ReportWords,
): string {
  return [
    ...origins.filter(origin => origin !== 'device').map(origin => words.origins[origin]),
    ...(Object.values(values).some(({ questionable }) => questionable)
      ? [words.report.tables.minutes.questionable]
      : []),
    ...(enteredLate ? [words.flags.enteredLate] : []),
    ...(unconfirmed ? [words.flags[foreign]] : []),
  ].join(', ')
}
