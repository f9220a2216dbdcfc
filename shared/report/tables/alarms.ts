import type { Words } from '../../words/index.ts'
import { describeAcknowledgements, describeAlarm, describeLevel, describeWorst } from '../describe-alarm.ts'
import { describeFigures, describeLoad } from '../describe-load.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

export function alarmTable(report: Report, words: Words): ReportTable {
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
        describeAlarm(episode, report.limits, words),
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
        describeAcknowledgements(episode, words),
        episode.reAlarms > 0 ? `alarmed again ${episode.reAlarms}×` : '',
        episode.latched ? 'latched' : '',
        episode.doubt ? words.flags[episode.doubt] : '',
        episode.withheld ? `not shown: ${words.withheld[episode.withheld]}` : '',
      ]
        .filter(Boolean)
        .join('; '),
    ]),
  }
}

/** By which rules alarms were given, the worst first as in the load, and how they were answered: for page 1. */
export function answerTable({ load, alarms }: Report, words: Words): ReportTable {
  const heads = words.load.columns
  return {
    title: words.load.front,
    note: [describeLoad(load, words), ...describeDoubt(alarms, words)].join(' '),
    columns: columns(
      [heads.alarm, 22],
      [heads.byPriority, 26],
      [heads.acknowledged, 13],
      [heads.answer, 21],
      [heads.active, 16],
      [heads.notes, 16],
    ),
    rows: load.byAlarm.map(figures => {
      const said = describeFigures(figures, words)
      return [
        words.alarms[figures.alarm],
        said.byPriority,
        said.acknowledged,
        said.answer,
        said.active,
        said.notes,
      ]
    }),
  }
}

/** The load is what sounded in the room, whoever was in it. */
function describeDoubt(alarms: Report['alarms'], words: Words): readonly string[] {
  const count = alarms.filter(({ doubt }) => doubt !== undefined).length
  return count === 0 ? [] : [words.load.doubted(count)]
}

export function loadTable({ load, alarms }: Report, words: Words): ReportTable {
  const heads = words.load.columns
  const rows = load.byAlarm.map(figures => ({ name: words.alarms[figures.alarm], figures }))
  return {
    title: words.load.title,
    note: [
      describeLoad(load, words),
      ...describeDoubt(alarms, words),
      ...(rows.length > 1 ? [words.load.oneReading] : []),
    ].join(' '),
    columns: columns(
      [heads.alarm, 20],
      [heads.count, 9],
      [heads.byPriority, 27],
      [heads.perHour, 9],
      [heads.acknowledged, 15],
      [heads.answer, 19],
      [heads.byThemselves, 17],
      [heads.active, 14],
      [heads.notes, 12],
    ),
    rows: (rows.length > 1 ? [{ name: words.load.all, figures: load.all }, ...rows] : rows).map(
      ({ name, figures }) => {
        const said = describeFigures(figures, words)
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
