import type { Driver, LineSettings } from '../../devices/driver.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { LinkFault } from './link-state.ts'

/** One sentence: why no values come from this port, and what to do. */
export function describeFault(fault: LinkFault, port: string, driver: Driver): string {
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
      return `What comes from ${port} is not ${driver.label}: check that the right monitor is chosen, and that it sends at ${describeLine(driver.line)}.`
    default:
      return assertNever(fault)
  }
}

/** Line settings as manuals write them: "9600 8-N-1". */
export function describeLine(line: LineSettings): string {
  return `${line.baudRate} ${line.dataBits}-${line.parity.charAt(0).toUpperCase()}-${line.stopBits}`
}
