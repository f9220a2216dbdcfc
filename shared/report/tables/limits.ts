import { limitAlarmIds, type Priority, priorities, trendAlarmIds } from '../../alarm/ids.ts'
import type { LimitRow } from '../../limits.ts'
import { isUnknownTo } from '../../presets/later-alarms.ts'
import type { LimitChangeRecord } from '../../session/types.ts'
import { SECOND_MS } from '../../time.ts'
import { vitals } from '../../vitals.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { duration } from '../times.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

export function limitTable({ limits, session }: Report, words: ReportWords): ReportTable {
  const { heads, limits: said } = words.report.tables
  const trends = trendAlarmIds.filter(alarm => session.preset.trendAlarms?.includes(alarm))
  return {
    key: 'limits',
    title: said.title,
    columns: columns(
      [heads.alarm, 28],
      ...priorities.map(priority => [words.priorities[priority], 22] as const),
    ),
    rows: [
      ...limitAlarmIds
        .filter(alarm => !isUnknownTo(session.preset.limits, alarm))
        .map(alarm => [
          words.alarms[alarm],
          ...priorities.map(priority => describeLevel(limits[alarm], priority, words)),
        ]),
      ...trends.map(alarm => [words.alarms[alarm], words.presets.trends[alarm], NONE, NONE]),
    ],
  }
}

/** '< 85 % (10 s); 15 % below it (3 s)': what is far beyond HIGH does not wait for its delay (AR-19). */
function describeLevel(row: LimitRow, priority: Priority, words: ReportWords): string {
  const { side, parameter, reference, levels, far } = row
  const level = levels[priority]
  if (!level) return NONE
  const { unit } = vitals[parameter]
  const sign = `${side === 'high' ? '≥' : '<'} ${reference === 'rise' ? '+' : ''}`
  const delay = level.delayMs > 0 ? ` (${duration(level.delayMs)})` : ''
  const said = `${sign}${level.limit} ${unit}${delay}`
  if (priority !== 'high' || !far) return said
  return `${said}; ${words.presets.farShort(far.points, far.forMs / SECOND_MS, unit)}`
}

export function limitChangeTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, limitChanges: said } = words.report.tables
  return {
    key: 'limitChanges',
    title: said.title,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [heads.alarm, 20],
      [said.level, 11],
      [heads.from, 8],
      [heads.to, 8],
      [said.who, 34],
    ),
    rows: report.session.limitChanges.map(change => [
      time(change.at),
      from(change.at),
      words.alarms[change.alarm],
      words.priorities[change.priority],
      String(change.before),
      String(change.after),
      describeWho(change, words),
    ]),
  }
}

/** 'Dr B (chronic lung disease; from this patient’s own 88)', 'by the preset, for dosing'. */
function describeWho(
  { by, reason, ownLevel, phase, instead }: LimitChangeRecord,
  words: ReportWords,
): string {
  const said = words.record.limits
  if (phase !== undefined)
    return instead === undefined ? said.byPreset(said.phases[phase]) : said.stays(instead, said.phases[phase])
  const why = [reason, ownLevel === undefined ? undefined : said.fromOwn(ownLevel)].filter(Boolean)
  return why.length === 0 ? by : `${by} (${why.join('; ')})`
}
