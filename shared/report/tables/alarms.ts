import { words } from '../../text/en.ts'
import { describeAcknowledgements, describeAlarm, describeLevel, describeWorst } from '../describe-alarm.ts'
import { describeFigures, describeLoad } from '../describe-load.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

export function alarmTable(report: Report): ReportTable {
  const { time, from, lasted } = instants(report)
  return {
    title: 'Alarms',
    columns: columns(
      ['Start', 11],
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
        ? `${lasted(episode.start, episode.end)}${episode.endCause ? ` (${episode.endCause})` : ''}`
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

export function loadTable({ load }: Report): ReportTable {
  const heads = words.load.columns
  const rows = load.byAlarm.map(figures => ({ name: words.alarms[figures.alarm], figures }))
  return {
    title: words.load.title,
    note: [describeLoad(load), ...(rows.length > 1 ? [words.load.oneReading] : [])].join(' '),
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
