import type { Parser } from '../driver.ts'
import { createSecondParser, type SensorState } from './once-a-second.ts'

export const FRAME_BYTES = 3

/** Bits of the first byte. */
export const status = {
  disconnected: 0x40,
  outOfTrack: 0x20,
  /** Low or no perfusion. */
  low: 0x10,
  marginal: 0x08,
  badPulse: 0x04,
} as const

const POOR = status.low | status.marginal | status.badPulse

/** Reads format 1: 3 bytes a second. */
export function createParser(): Parser {
  return createSecondParser({
    frameBytes: FRAME_BYTES,
    poor: POOR,
    sensorOf: frame => sensorState(frame[0] ?? 0),
  })
}

function sensorState(bits: number): SensorState {
  if ((bits & status.disconnected) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}
