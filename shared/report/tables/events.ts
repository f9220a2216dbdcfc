import { entryOf } from '../../record/index.ts'
import type { ReportWords } from '../../words/report.ts'
import { isAfterwards } from '../afterwards.ts'
import { doubtOfEntry } from '../doubt.ts'
import type { Report } from '../model.ts'
import { sayEntry } from '../say-entry.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** What else happened, in order. */
export function eventTable(report: Report, words: ReportWords): ReportTable {
  const { time, moment, from } = instants(report)
  const { heads, events: said } = words.report.tables
  return {
    key: 'events',
    title: said.title,
    columns: columns([heads.time, 10], [heads.fromT0, 9], [said.event, 81]),
    rows: report.events.flatMap(logged => {
      const { entry, at } = logged
      // What has a table of its own stands there, with all that the record says of it.
      if (entry.event === 'session' && entryOf(entry)?.hasTable) return []
      const told = sayEntry(report, logged, words)
      if (told === null) return []
      const doubt = doubtOfEntry(report.session, logged)
      const text = doubt ? `${told} (${words.flags[doubt]})` : told
      // What was done afterwards may have been done on another day, and has no time in the session.
      return isAfterwards(logged) ? [[moment(at), NONE, text]] : [[time(at), from(at), text]]
    }),
  }
}
