import type { Driver, LineSettings } from '../../devices/driver.ts'
import { assertNever } from '../../shared/assert-never.ts'
import { phrase } from '../../shared/words/host.ts'
import type { LinkFault } from './link-state.ts'
import type { Symptom } from './symptoms.ts'

/** One sentence: why no values come from this port, and what to do. */
export function describeFault(
  fault: LinkFault,
  port: string,
  driver: Driver,
  symptom: Symptom | null,
): string {
  switch (fault.kind) {
    case 'port':
      return fault.reason
    case 'silent':
      if (port.startsWith('tcp-listen:')) return phrase.lines.nothingFromSender(port)
      return phrase.lines.nothingFromMonitor(port)
    case 'noFrames':
      if (driver.network) return phrase.lines.notThisSender(port, driver.words.label)
      if (symptom) return describeSymptom(symptom, port, driver.line)
      return phrase.lines.notThisMonitor(port, driver.words.label, describeLine(driver.line))
    default:
      return assertNever(fault)
  }
}

/** One sentence: what arrives broken, and what to set. */
export function describeSymptom(symptom: Symptom, port: string, line: LineSettings): string {
  switch (symptom.kind) {
    case 'parity':
      return phrase.lines.wrongParity(port, symptom.likely, describeLine(line))
    case 'framing':
      return phrase.lines.wrongFraming(port, line.baudRate, describeLine(line))
    default:
      return assertNever(symptom)
  }
}

/** Line settings as manuals write them: "9600 8-N-1". */
export function describeLine(line: LineSettings): string {
  return `${line.baudRate} ${line.dataBits}-${line.parity.charAt(0).toUpperCase()}-${line.stopBits}`
}
