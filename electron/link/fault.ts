import type { Driver, LineSettings } from '../../devices/driver.ts'
import { assertNever } from '../../shared/assert-never.ts'
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
      if (port.startsWith('tcp-listen:'))
        return `Nothing has come to ${port}: set the monitor or gateway to send HL7 to this address and port, every second, and let it through this computer’s firewall.`
      return `Nothing comes from ${port}: check that the monitor is on, sends data, and that its cable is plugged in at both ends.`
    case 'noFrames':
      if (driver.network)
        return `What comes from ${port} is not ${driver.label}: check that the right monitor is chosen, and that it sends results in MLLP frames.`
      if (symptom) return describeSymptom(symptom, port, driver.line)
      return `What comes from ${port} is not ${driver.label}: check that the right monitor is chosen, and that it sends at ${describeLine(driver.line)}.`
    default:
      return assertNever(fault)
  }
}

/** One sentence: what arrives broken, and what to set. */
export function describeSymptom(symptom: Symptom, port: string, line: LineSettings): string {
  switch (symptom.kind) {
    case 'parity':
      return `Characters arrive at ${port} with wrong parity (${symptom.likely}?): set the monitor to ${describeLine(line)}.`
    case 'framing':
      return `Characters arrive at ${port} broken (framing; slower than ${line.baudRate}?): set the monitor to ${describeLine(line)}, or choose its speed here.`
    default:
      return assertNever(symptom)
  }
}

/** Line settings as manuals write them: "9600 8-N-1". */
export function describeLine(line: LineSettings): string {
  return `${line.baudRate} ${line.dataBits}-${line.parity.charAt(0).toUpperCase()}-${line.stopBits}`
}
