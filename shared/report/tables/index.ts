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

export type { ReportTable } from './table.ts'

/** What stands on page 1 besides head, chart and story: how alarms were answered, and who signed. */
export function frontTables(report: Report): readonly ReportTable[] {
  return [answerTable(report), signatureTable(report)]
}

/** What each appendix holds, in the order in which a reader wants it. A table without rows says "none". */
const makeAppendix: Readonly<
  Record<Appendix, (report: Report, content: ReportContent) => readonly ReportTable[]>
> = {
  treatment: report => [
    baselineTable(report),
    dueTable(report),
    cuffTable(report),
    doseTable(report),
    ...doseChangeTable(report),
    ...pauseTable(report),
    markTable(report),
    scaleTable(report),
    handOverTable(report),
    siteTable(report),
    gapTable(report),
    amendmentTable(report),
  ],
  checklists: report => [
    checklistTable(report),
    gateTable(report),
    dischargeTable(report),
    ...remsTable(report),
  ],
  alarms: report => [alarmTable(report), signalTable(report), limitChangeTable(report)],
  quality: report => [loadTable(report), qualityTable(report), doubtTable(report)],
  minutes: (report, { minuteStep }) => [minuteTable(report, minuteStep)],
  audit: report => [limitTable(report), eventTable(report)],
}

/** Every table that was asked for, page 1 first. */
export function makeTables(report: Report, content: ReportContent = wholeContent): readonly ReportTable[] {
  return [...frontTables(report), ...appendixTables(report, content)]
}

/** The appendices that were asked for. */
export function appendixTables(report: Report, content: ReportContent): readonly ReportTable[] {
  return appendices
    .filter(appendix => content.appendices.includes(appendix))
    .flatMap(appendix => makeAppendix[appendix](report, content))
}
