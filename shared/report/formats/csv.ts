import { isPhysiological } from '../../alarm/ids.ts'
import { looksLikeFormula } from '../../plain-text.ts'
import type { Reading } from '../../reading.ts'
import { sawOtherThan } from '../../record/seen.ts'
import { passedMs } from '../../session/elapsed.ts'
import { givenMg } from '../../session/given.ts'
import type { Dose } from '../../session/types.ts'
import { doubtOfPatient } from '../../session/unconfirmed.ts'
import { vitals } from '../../vitals.ts'
import { nameCause, nameDetail } from '../../words/names.ts'
import type { ReportWords } from '../../words/report.ts'
import { isAfterwards } from '../afterwards.ts'
import { describeSeen } from '../describe-alarm.ts'
import { doubtOfEntry } from '../doubt.ts'
import type { Report } from '../model.ts'
import { asPrinted } from '../printed.ts'
import { sayEntry } from '../say-entry.ts'
import { isoTime } from '../times.ts'

/**
 * Columns of the table, in order (docs/csv.md). One row a reading, a dose, an alarm transition or an event; see `record`. What is
 * in `spokenColumns` changes with the language, the rest never does. New ones come last: programs may count.
 */
export const csvColumns = [
  'record',
  'time',
  'minutes_from_t0',
  'parameter',
  'value',
  'unit',
  'systolic_mmHg',
  'diastolic_mmHg',
  'mean_mmHg',
  'pulse_per_min',
  'validity',
  'flags',
  'origin',
  'source',
  'priority',
  'transition',
  'limit',
  'by',
  'text',
  'parameter_id',
  'priority_id',
] as const
/** For people; programs read `parameter_id` and `priority_id`. */
export const spokenColumns = ['parameter', 'priority', 'text'] as const satisfies readonly Column[]
type Column = (typeof csvColumns)[number]
type Row = Partial<Record<Column, string | number | null>>

/**
 * The session as one table (RFC 4180: CR LF, quotes doubled; UTF-8). Cells that a spreadsheet would take for a formula are
 * prefixed with an apostrophe.
 */
export function writeCsv(recorded: Report, words: ReportWords): string {
  const report = asPrinted(recorded)
  const rows = [
    ...readingRows(report, words),
    ...doseRows(report, words),
    ...logRows(report, words),
  ].toSorted((a, b) => a.atMs - b.atMs || a.order - b.order)
  const lines = [
    csvColumns.join(','),
    ...rows.map(({ row }) => csvColumns.map(column => writeCell(row[column] ?? null)).join(',')),
  ]
  return `${lines.join('\r\n')}\r\n`
}

interface Placed {
  readonly atMs: number
  readonly order: number
  readonly row: Row
}

function place(report: Report, order: number, at: { monoMs: number; wallMs: number }, row: Row): Placed {
  const when = {
    time: isoTime(at.wallMs, report.utcOffsetMin),
    minutes_from_t0:
      Math.round((passedMs(report.session, report.zero.monoMs, at.monoMs) / 60_000) * 100) / 100,
  }
  return { atMs: at.monoMs, order, row: { ...when, ...row } }
}

function readingRows(report: Report, words: ReportWords): Placed[] {
  return report.readings.map(reading =>
    place(report, 0, reading.takenAt, { ...describeReading(reading, words), record: 'reading' }),
  )
}

function describeReading(reading: Reading, words: ReportWords): Row {
  const common = {
    validity: reading.validity,
    flags: reading.flags.join(' '),
    origin: reading.source.origin === 'simulated' ? 'SIMULATED' : reading.source.origin,
    source: reading.source.driver,
    by: reading.source.origin === 'manual' ? reading.source.id : null,
  }
  if (reading.kind === 'vital') {
    return {
      ...common,
      parameter: words.vitals.names[reading.vital],
      parameter_id: reading.vital,
      value: reading.value,
      unit: vitals[reading.vital].unit,
      text: describeTime(reading, words),
    }
  }
  return {
    ...common,
    parameter: words.report.formats.nibp,
    parameter_id: reading.kind,
    unit: 'mmHg',
    systolic_mmHg: reading.systolic,
    diastolic_mmHg: reading.diastolic,
    mean_mmHg: reading.mean,
    pulse_per_min: reading.pulseRate,
    text: [describeTime(reading, words), reading.error ?? ''].filter(Boolean).join('; '),
  }
}

/** What is to be said of the time at which it was taken. */
function describeTime({ existing, flags }: Reading, words: ReportWords): string {
  if (existing) return words.report.tables.cuff.existing
  return flags.includes('enteredLate') ? words.flags.enteredLate : ''
}

function doseRows(report: Report, words: ReportWords): Placed[] {
  const { doses, withdrawnDoses = [] } = report.session
  return [
    ...doses.map(dose => doseRow(report, dose, 'dose', words)),
    ...withdrawnDoses.map(dose => doseRow(report, dose, 'dose withdrawn', words)),
  ]
}

function doseRow(report: Report, dose: Dose, record: 'dose' | 'dose withdrawn', words: ReportWords): Placed {
  const { at, mg, drug, route, lot, by, device, plannedMg } = dose
  const { dose: said } = words.report.formats
  const part = dose.givenMg === undefined ? '' : said.endedEarly(mg)
  const planned = plannedMg === undefined ? '' : said.planned(plannedMg)
  return place(report, 1, at, {
    record,
    parameter: words.drugs[drug],
    parameter_id: drug,
    value: givenMg(dose),
    unit: 'mg',
    by,
    text: [
      said.routes[route],
      device === undefined ? '' : said.device(device),
      lot ? said.lot(lot) : '',
      part,
      planned,
    ]
      .filter(Boolean)
      .join(', '),
  })
}

function logRows(report: Report, words: ReportWords): Placed[] {
  const alarms = report.alarmLog.map(({ at, entry }) =>
    place(report, 2, at, {
      record: 'alarm',
      flags: isPhysiological(entry.alarm) ? doubtOfPatient(report.session, at) : null,
      parameter: words.alarms[entry.alarm],
      parameter_id: entry.alarm,
      value: entry.value,
      limit: entry.limit,
      priority: words.priorities[entry.priority],
      priority_id: entry.priority,
      transition: entry.transition,
      by: entry.by ?? null,
      text: [
        entry.cause && nameCause(entry.cause, words),
        entry.detail && nameDetail(entry.alarm, entry.detail, words),
        entry.reason,
        describeSeen(sawOtherThan(entry), words),
      ]
        .filter(Boolean)
        .join('; '),
    }),
  )
  const events = report.events.flatMap(logged => {
    const { entry } = logged
    // What is an alarm has rows of its own.
    const kind = entry.event === 'alarm' ? null : entry.kind
    // Doses have rows of their own.
    const text = entry.event === 'session' && entry.kind === 'dose' ? null : sayEntry(report, logged, words)
    if (text === null) return []
    const flags = doubtOfEntry(report.session, logged)
    const by = ('by' in entry ? entry.by : null) ?? null
    const row = { record: 'event', parameter_id: kind, flags, by, text }
    const placed = place(report, 3, logged.at, row)
    // It comes last, in the order of the record: its clock need not be the session's.
    return isAfterwards(logged)
      ? [{ ...placed, atMs: Number.MAX_VALUE, row: { ...placed.row, minutes_from_t0: null } }]
      : [placed]
  })
  return [...alarms, ...events]
}

function writeCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = looksLikeFormula(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
