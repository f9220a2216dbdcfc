import type { SessionEvent } from '../../session/types.ts'
import { isAfterwards } from '../afterwards.ts'
import { describeEvent } from '../describe.ts'
import type { Report } from '../model.ts'
import { dateOf } from '../times.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** These have tables of their own, with all that the record says of them. */
const ELSEWHERE: readonly SessionEvent['kind'][] = [
  'mark',
  'baseline',
  'limit',
  'scale',
  'handOver',
  'sites',
  'audio',
  'alarms',
  'escalation',
  'gateOverride',
  'amended',
  'signed',
]

/** What else happened, in order. */
export function eventTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Other events',
    columns: columns(['Time', 10], ['From T0', 9], ['Event', 81]),
    rows: report.events.flatMap(logged => {
      const { entry, at } = logged
      if (entry.event === 'session' && ELSEWHERE.includes(entry.kind)) return []
      const text = describeEvent(logged)
      if (text === null) return []
      // What was done afterwards may have been done on another day, and has no time in the session.
      const day = dateOf(at.wallMs, report.utcOffsetMin)
      return isAfterwards(logged) ? [[`${day} ${time(at)}`, NONE, text]] : [[time(at), from(at), text]]
    }),
  }
}
