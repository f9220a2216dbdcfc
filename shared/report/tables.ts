import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { words } from '../text/en.ts'
import { vitals } from '../vitals.ts'
import { isAfterwards } from './afterwards.ts'
import {
  describeAcknowledgements,
  describeAlarm,
  describeCuffNotes,
  describeEvent,
  describeLevel,
  describeWorst,
} from './describe.ts'
import { describeFigures, describeLoad } from './describe-load.ts'
import type { MinuteRow, MinuteValue, Report } from './model.ts'
import { clockTime, dateOf, duration, fromZero } from './times.ts'

/** A table in words, as the PDF and the HTML draw it. */
export interface ReportTable {
  readonly title: string
  /** A sentence between the title and the rows. */
  readonly note?: string
  /** Heads with their units, and the share of the width that each wants. */
  readonly columns: readonly { readonly head: string; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}

/** Every table of the report, in the order in which a reader wants them. A table without rows says "none". */
export function makeTables(report: Report): readonly ReportTable[] {
  return [
    alarmTable(report),
    loadTable(report),
    dueTable(report),
    cuffTable(report),
    doseTable(report),
    ...pauseTable(report),
    markTable(report),
    limitTable(report),
    limitChangeTable(report),
    gapTable(report),
    eventTable(report),
    minuteTable(report),
  ]
}

const NONE = '–'

interface Instants {
  /** 09:12:05 */
  time(at: { readonly wallMs: number }): string
  /** 12:05 */
  from(at: { readonly monoMs: number }): string
}

function instants({ utcOffsetMin, zero }: Report): Instants {
  return {
    time: at => clockTime(at.wallMs, utcOffsetMin),
    from: at => fromZero(at.monoMs, zero.monoMs),
  }
}

function alarmTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Alarms',
    columns: columns(
      ['Start', 10],
      ['From T0', 9],
      ['Priority', 10],
      ['Alarm (value, limit)', 28],
      ['Worst', 9],
      ['Lasted', 12],
      ['Acknowledged by, after', 26],
    ),
    rows: report.alarms.map(episode => [
      time(episode.start),
      from(episode.start),
      words.priorities[episode.priority],
      [
        describeAlarm(episode, report.limits),
        ...episode.escalations.map(
          ({ at, priority, value, limit }) =>
            `${words.priorities[priority]} from ${from(at)} ${describeLevel(episode.alarm, value, limit, report.limits)}`,
        ),
      ].join('; '),
      describeWorst(episode, report.limits) ?? NONE,
      episode.end
        ? `${duration(episode.end.monoMs - episode.start.monoMs)}${episode.endCause ? ` (${episode.endCause})` : ''}`
        : 'still active',
      [
        describeAcknowledgements(episode),
        episode.reAlarms > 0 ? `alarmed again ${episode.reAlarms}×` : '',
        episode.latched ? 'latched' : '',
        episode.withheld ? `not shown: ${words.withheld[episode.withheld]}` : '',
      ]
        .filter(Boolean)
        .join('; '),
    ]),
  }
}

function loadTable({ load }: Report): ReportTable {
  const heads = words.load.columns
  const rows = load.byAlarm.map(figures => ({ name: words.alarms[figures.alarm], figures }))
  return {
    title: words.load.title,
    note: describeLoad(load),
    columns: columns(
      [heads.alarm, 20],
      [heads.count, 8],
      [heads.byPriority, 18],
      [heads.perHour, 11],
      [heads.acknowledged, 17],
      [heads.answer, 18],
      [heads.byThemselves, 17],
      [heads.active, 14],
      [heads.notes, 12],
    ),
    rows: (rows.length > 1 ? [{ name: words.load.all, figures: load.all }, ...rows] : rows).map(
      ({ name, figures }) => {
        const said = describeFigures(figures)
        return [
          name,
          said.count,
          said.byPriority,
          said.perHour,
          said.acknowledged,
          said.answer,
          said.byThemselves,
          said.active,
          said.notes,
        ]
      },
    ),
  }
}

function dueTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Required and recommended measurements',
    columns: columns(
      ['Measurement', 26],
      ['Class', 16],
      ['Window, min from T0', 22],
      ['Result', 12],
      ['Taken', 24],
    ),
    rows: report.due.map(({ label, required, status, windowMin, at, excused }) => [
      label,
      required ? 'required' : 'recommended',
      `${windowMin[0]} to ${windowMin[1]}`,
      words.due[status],
      at ? `${time(at)} (${from(at)})` : excused ? `${excused.reason} (${excused.by})` : NONE,
    ]),
  }
}

function cuffTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Blood pressure',
    columns: columns(
      ['Taken', 10],
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
      reading.systolic === null || reading.diastolic === null
        ? NONE
        : `${Math.round(reading.systolic)}/${Math.round(reading.diastolic)}`,
      reading.mean === null ? NONE : String(Math.round(reading.mean)),
      reading.pulseRate === null ? NONE : String(Math.round(reading.pulseRate)),
      usesOf(report, reading.seq) || NONE,
      describeCuffNotes(reading),
    ]),
  }
}

/** Which measurement a cuff reading satisfied, and whether the baseline was formed from it. */
function usesOf({ session }: Report, seq: number): string {
  const due = session.due.filter(item => item.seq === seq)
  return [
    ...(session.baseline?.from.includes(seq) ? ['baseline'] : []),
    ...due.map(({ label, status }) => `${label}, ${words.due[status]}`),
  ].join('; ')
}

function doseTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Doses',
    columns: columns(
      ['Time', 12],
      ['From T0', 11],
      ['Drug and route', 28],
      ['Dose mg', 11],
      ['mg/kg', 9],
      ['Lot', 13],
      ['By', 16],
    ),
    rows: report.session.doses.map(dose => [
      time(dose.at),
      from(dose.at),
      [
        dose.drug,
        words.routes[dose.route],
        dose.device === undefined ? '' : `device ${dose.device}`,
        dose.infusionMin === undefined ? '' : `planned ${dose.infusionMin} min`,
      ]
        .filter(Boolean)
        .join(', '),
      String(dose.mg),
      dose.mgPerKg === undefined ? NONE : dose.mgPerKg.toFixed(2),
      dose.lot ?? NONE,
      dose.by,
    ]),
  }
}

/** Only infusions can pause: without a pause there is no table. */
function pauseTable(report: Report): readonly ReportTable[] {
  const { time, from } = instants(report)
  const pauses = report.session.infusionPauses
  if (pauses.length === 0) return []
  return [
    {
      title: 'Pauses of the infusion',
      columns: columns(['From', 20], ['To', 20], ['From T0', 20], ['Length', 40]),
      rows: pauses.map(pause => [
        time(pause.from),
        pause.to ? time(pause.to) : 'not resumed',
        from(pause.from),
        pause.to ? duration(pause.to.monoMs - pause.from.monoMs) : NONE,
      ]),
    },
  ]
}

function markTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Marks and interventions',
    columns: columns(['Time', 10], ['From T0', 9], ['Mark', 16], ['Severity', 11], ['Note', 38], ['By', 16]),
    rows: report.session.marks.map(mark => [
      time(mark.at),
      from(mark.at),
      words.marks[mark.mark],
      mark.severity ?? NONE,
      [
        mark.text ?? '',
        mark.withdrawn ? `withdrawn by ${mark.withdrawn.by} at ${time(mark.withdrawn.at)}` : '',
      ]
        .filter(Boolean)
        .join('; ') || NONE,
      mark.by,
    ]),
  }
}

function limitTable({ limits }: Report): ReportTable {
  return {
    title: 'Alarm limits in force at the end (delay)',
    columns: columns(['Alarm', 28], ['LOW', 22], ['MEDIUM', 22], ['HIGH', 22]),
    rows: limitAlarmIds.map(alarm => {
      const { side, parameter, reference, levels } = limits[alarm]
      return [
        words.alarms[alarm],
        ...priorities.map(priority => {
          const level = levels[priority]
          if (!level) return NONE
          const sign = `${side === 'high' ? '≥' : '<'} ${reference === 'rise' ? '+' : ''}`
          const delay = level.delayMs > 0 ? ` (${duration(level.delayMs)})` : ''
          return `${sign}${level.limit} ${vitals[parameter].unit}${delay}`
        }),
      ]
    }),
  }
}

function limitChangeTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Limits changed',
    columns: columns(
      ['Time', 10],
      ['From T0', 9],
      ['Alarm', 20],
      ['Level', 11],
      ['From', 8],
      ['To', 8],
      ['By (reason)', 34],
    ),
    rows: report.session.limitChanges.map(change => [
      time(change.at),
      from(change.at),
      words.alarms[change.alarm],
      words.priorities[change.priority],
      String(change.before),
      String(change.after),
      `${change.by}${change.reason ? ` (${change.reason})` : ''}`,
    ]),
  }
}

function gapTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Gaps in monitoring (longer than 10 s)',
    columns: columns(['From', 12], ['To', 12], ['From T0', 11], ['Length', 15], ['What', 14], ['Cause', 36]),
    rows: report.gaps.map(gap => [
      time(gap.from),
      time(gap.to),
      from(gap.from),
      duration(gap.to.monoMs - gap.from.monoMs),
      gap.what,
      gap.cause,
    ]),
  }
}

function eventTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Events',
    columns: columns(['Time', 10], ['From T0', 9], ['Event', 81]),
    rows: report.events.flatMap(logged => {
      const text =
        logged.entry.event === 'session' && logged.entry.kind === 'mark' ? null : describeEvent(logged)
      if (text === null) return []
      // What was done afterwards may have been done on another day, and has no time in the session.
      const day = dateOf(logged.at.wallMs, report.utcOffsetMin)
      return isAfterwards(logged)
        ? [[`${day} ${time(logged.at)}`, NONE, text]]
        : [[time(logged.at), from(logged.at), text]]
    }),
  }
}

function minuteTable(report: Report): ReportTable {
  const { time } = instants(report)
  return {
    title: 'SpO2 and pulse by minute: median (lowest–highest)',
    columns: columns(['Minute from T0', 16], ['Time', 14], ['SpO2 %', 20], ['Pulse /min', 20], ['Notes', 30]),
    rows: report.minutes.map(row => [
      String(row.minute),
      time(row.at),
      describeMinute(row.spo2),
      describeMinute(row.pulse),
      describeMinuteNotes(row),
    ]),
  }
}

function describeMinute(value: MinuteValue | null): string {
  return value ? `${value.median} (${value.min}–${value.max})` : NONE
}

function describeMinuteNotes({ origins, spo2, pulse }: MinuteRow): string {
  return [
    ...origins.filter(origin => origin !== 'device').map(origin => words.origins[origin]),
    ...(spo2?.questionable || pulse?.questionable ? ['some questionable'] : []),
  ].join(', ')
}

function columns(...entries: readonly (readonly [head: string, share: number])[]): ReportTable['columns'] {
  return entries.map(([head, share]) => ({ head, share }))
}
