import type { Driver, LineSettings } from './driver.ts'

/** The driver's line at the other baud rates that its monitors are known to use. */
export function otherLinesOf({ line, otherBaudRates = [] }: Driver): readonly LineSettings[] {
  return otherBaudRates.map(baudRate => ({ ...line, baudRate }))
}

/** The driver's line at the baud rate that a person has chosen; absent: its usual one. */
export function lineAt({ line }: Driver, baudRate?: number): LineSettings {
  return baudRate === undefined ? line : { ...line, baudRate }
}
