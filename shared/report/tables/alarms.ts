import { nameCause } from '../../words/names.ts'
import type { ReportWords } from '../../words/report.ts'
import { describeAcknowledgements, describeAlarm, describeLevel, describeWorst } from '../describe-alarm.ts'
import { describeFigures, describeLoad } from '../describe-load.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

export function alarmTable(report: Report, words: ReportWords): ReportTable {
  const { time, from, lasted } = instants(report)
  const { heads, alarms: said } = words.report.tables
  return {
    key: 'alarms',
    title: said.title,
    columns: columns(
      [said.start, 11],
      [heads.fromT0, 9],
      [said.priority, 10],
      [said.alarm, 28],
      [said.worst, 9],
      [said.lasted, 12],
      [said.acknowledged, 26],
    ),
    rows: report.alarms.map(episode => [
      time(episode.start),
      from(episode.start),
      words.priorities[episode.priority],
      [
        describeAlarm(episode, report.limits, words),
        ...episode.escalations.map(({ at, priority, value, limit }) =>
          said.rose(
            words.priorities[priority],
            from(at),
            describeLevel(episode.alarm, value, limit, report.limits),
          ),
        ),
      ].join('; '),
      describeWorst(episode, report.limits) ?? NONE,
      episode.end
        ? `${lasted(episode.start, episode.end)}${episode.endCause ? ` (${nameCause(episode.endCause, words)})` : ''}`
        : said.stillActive,
      [
        describeAcknowledgements(episode, words),
        episode.reAlarms > 0 ? said.again(episode.reAlarms) : '',
        episode.latched ? said.latched : '',
        episode.doubt ? words.flags[episode.doubt] : '',
        episode.withheld ? said.notShown(words.withheld[episode.withheld]) : '',
      ]
        .filter(Boolean)
        .join('; '),
    ]),
  }
}

/** By which rules alarms were given, the worst first as in the load, and how they were answered: for page 1. */
export function answerTable({ load, alarms }: Report, words: ReportWords): ReportTable {
  const heads = words.load.columns
  const inRows = load.byAlarm.reduce((sum, { count }) => sum + count, 0)
  return {
    key: 'answers',
    title: words.load.front,
    note: [
      describeLoad(load, words),
      ...(inRows > load.all.count ? [words.load.byRule(inRows)] : []),
      ...listEmergencies(alarms, words),
      ...describeDoubt(alarms, words),
    ].join(' '),
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

/** Who answered without being known here, or without being allowed to. */
function listEmergencies(alarms: Report['alarms'], words: ReportWords): readonly string[] {
  const names = alarms.flatMap(({ acknowledgements }) =>
    acknowledgements.flatMap(({ by, breakGlass }) => (breakGlass ? [by] : [])),
  )
  return names.length === 0 ? [] : [words.load.emergency([...new Set(names)].join(', '))]
}

/** The load is what sounded in the room, whoever was in it. */
function describeDoubt(alarms: Report['alarms'], words: ReportWords): readonly string[] {
  const count = alarms.filter(({ doubt }) => doubt !== undefined).length
  return count === 0 ? [] : [words.load.doubted(count)]
}

export function loadTable({ load, alarms }: Report, words: ReportWords): ReportTable {
  const heads = words.load.columns
  const rows = load.byAlarm.map(figures => ({ name: words.alarms[figures.alarm], figures }))
  return {
    key: 'load',
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
