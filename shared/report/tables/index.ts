import type { Report } from '../model.ts'
import { alarmTable, loadTable } from './alarms.ts'
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

/** Every table of the report, in the order in which a reader wants them. A table without rows says "none". */
export function makeTables(report: Report): readonly ReportTable[] {
  return [
    alarmTable(report),
    loadTable(report),
    checklistTable(report),
    gateTable(report),
    baselineTable(report),
    dueTable(report),
    cuffTable(report),
    doseTable(report),
    ...doseChangeTable(report),
    ...pauseTable(report),
    markTable(report),
    scaleTable(report),
    dischargeTable(report),
    handOverTable(report),
    siteTable(report),
    signalTable(report),
    limitTable(report),
    limitChangeTable(report),
    gapTable(report),
    qualityTable(report),
    doubtTable(report),
    eventTable(report),
    minuteTable(report),
    amendmentTable(report),
    signatureTable(report),
    ...remsTable(report),
  ]
}
