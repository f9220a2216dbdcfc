import type { Parser } from '../driver.ts'
import { createSecondParser, type SensorState } from '../nonin-df1/once-a-second.ts'

export const FRAME_BYTES = 4

/** Bits of the first byte. */
export const status = {
  outOfTrack: 0x20,
  /** Low or no perfusion. */
  low: 0x10,
  marginal: 0x08,
  artifact: 0x04,
} as const

/** Bits of the fourth byte. */
export const status2 = { smartPoint: 0x20, sensorAlarm: 0x08, lowBattery: 0x01 } as const

const POOR = status.low | status.marginal | status.artifact

/** Reads format 8: 4 bytes a second. */
export function createParser(): Parser {
  return createSecondParser({
    frameBytes: FRAME_BYTES,
    poor: POOR,
    sensorOf: frame => sensorState(frame[0] ?? 0, frame[3] ?? 0),
    hasLowBattery: frame => ((frame[3] ?? 0) & status2.lowBattery) !== 0,
  })
}

/** The values are held for ten seconds after the finger has left: the sensor alarm decides at once. */
function sensorState(bits: number, more: number): SensorState {
  if ((more & status2.sensorAlarm) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}
