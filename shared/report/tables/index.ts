import type { ReportWords } from '../../words/report.ts'
import { type Appendix, appendices, type ReportContent, wholeContent } from '../content.ts'
import type { Report } from '../model.ts'
import { alarmTable, answerTable, loadTable } from './alarms.ts'
import { baselineTable } from './baseline.ts'
import { checklistTable, gateTable } from './before-dosing.ts'
import { dischargeTable } from './discharge.ts'
import { eventTable } from './events.ts'
import { limitChangeTable, limitTable } from './limits.ts'
import { cuffTable, dueTable, minuteTable } from './measurements.ts'
import { handOverTable, scaleTable, signalTable, siteTable } from './people.ts'
import { doubtTable, gapTable, qualityTable } from './quality.ts'
import { remsTable } from './rems.ts'
import { amendmentTable, signatureTable } from './signatures.ts'
import type { ReportTable } from './table.ts'
import { doseChangeTable, doseTable, markTable, pauseTable } from './treatment.ts'

export type { ReportTable, TableKey } from './table.ts'

/** What stands on page 1 besides head, chart and story: how alarms were answered, and who signed. */
export function frontTables(report: Report, words: ReportWords): readonly ReportTable[] {
  return [answerTable(report, words), signatureTable(report, words)]
}

/** What each appendix holds, in the order in which a reader wants it. A table without rows says "none". */
const makeAppendix: Readonly<
  Record<Appendix, (report: Report, words: ReportWords, content: ReportContent) => readonly ReportTable[]>
> = {
  treatment: (report, words) => [
    baselineTable(report, words),
    dueTable(report, words),
    cuffTable(report, words),
    doseTable(report, words),
    ...doseChangeTable(report, words),
    ...pauseTable(report, words),
    markTable(report, words),
    scaleTable(report, words),
    handOverTable(report, words),
    siteTable(report, words),
    gapTable(report, words),
    amendmentTable(report, words),
  ],
  checklists: (report, words) => [
    checklistTable(report, words),
    gateTable(report, words),
    dischargeTable(report, words),
    ...remsTable(report, words),
  ],
  alarms: (report, words) => [
    alarmTable(report, words),
    signalTable(report, words),
    limitChangeTable(report, words),
  ],
  quality: (report, words) => [
    loadTable(report, words),
    qualityTable(report, words),
    doubtTable(report, words),
  ],
  minutes: (report, words, { minuteStep }) => [minuteTable(report, minuteStep, words)],
  audit: (report, words) => [limitTable(report, words), eventTable(report, words)],
}

/** Every table that was asked for, page 1 first. */
export function makeTables(
  report: Report,
  words: ReportWords,
  content: ReportContent = wholeContent,
): readonly ReportTable[] {
  return [...frontTables(report, words), ...appendixTables(report, words, content)]
}

/** The appendices that were asked for. */
export function appendixTables(
  report: Report,
  words: ReportWords,
  content: ReportContent,
): readonly ReportTable[] {
  return appendices
    .filter(appendix => content.appendices.includes(appendix))
    .flatMap(appendix => makeAppendix[appendix](report, words, content))
}
