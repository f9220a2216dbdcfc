import { limitAlarmIds, priorities } from '../../alarm/ids.ts'
import { words } from '../../text/en.ts'
import { vitals } from '../../vitals.ts'
import type { Report } from '../model.ts'
import { duration } from '../times.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

export function limitTable({ limits }: Report): ReportTable {
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

export function limitChangeTable(report: Report): ReportTable {
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
