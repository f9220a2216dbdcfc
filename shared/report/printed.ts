import type { Reading } from '../reading.ts'
import { doubtOfPatient } from '../session/unconfirmed.ts'
import { onOneAnchor } from './anchor.ts'
import type { Report } from './model.ts'

/** The report as every format prints it: all times on one anchor, and each reading that may be another patient's marked. */
export function asPrinted(recorded: Report): Report {
  const report = onOneAnchor(recorded)
  const { session } = report
  const mark = <R extends Reading>(reading: R): R => {
    const doubt = doubtOfPatient(session, reading)
    return doubt ? { ...reading, flags: [...reading.flags, doubt] } : reading
  }
  return { ...report, readings: report.readings.map(mark), cuff: report.cuff.map(mark) }
}
