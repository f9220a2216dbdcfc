import { say } from '../record/index.ts'
import type { LogEntry } from '../views.ts'
import { wordsWith } from '../words/phases.ts'
import type { ReportWords } from '../words/report.ts'
import { sayClockStep } from './clock-steps.ts'
import type { Report } from './model.ts'

/** What a report says of an entry of the record: a step of the clock with both times, a phase by its name in the preset. */
export function sayEntry(report: Report, logged: LogEntry, words: ReportWords): string | null {
  return sayClockStep(report, logged, words) ?? say(logged.entry, wordsWith(report.session.preset, words))
}
