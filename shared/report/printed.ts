import type { Flag, Reading } from '../reading.ts'
import { isUnconfirmed, openQuestion } from '../session/unconfirmed.ts'
import { onOneAnchor } from './anchor.ts'
import type { Report } from './model.ts'

/** The report as every format prints it: all times on one anchor, and each reading that may be another patient's marked. */
export function asPrinted(recorded: Report): Report {
  const report = onOneAnchor(recorded)
  const { session } = report
  const flag: Flag = openQuestion(session) ? 'patientUnconfirmed' : 'otherPatient'
  const mark = <R extends Reading>(reading: R): R =>
    isUnconfirmed(session, reading.takenAt) ? { ...reading, flags: [...reading.flags, flag] } : reading
  return { ...report, readings: report.readings.map(mark), cuff: report.cuff.map(mark) }
}
