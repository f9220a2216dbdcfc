import type { DeviceState, Quality, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createHighBitFrames } from '../high-bit-frames.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from '../nonin-df2/packet.ts'
import { vitalSamples } from '../sample-tables.ts'

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
const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', HIGHEST_RATE)

/** Reads format 1: 3 bytes a second, of which the first alone has bit 7 set. */
export function createParser(): Parser {
  let goodFrames = 0
  let sensor: DeviceState = 'sensorOn'
  const take = createHighBitFrames(FRAME_BYTES, (frame, samples) => {
    const [bits = 0, low = 0, spo2Byte = 0] = frame
    const rate = ((bits & 0x03) << 7) | low
    const now = sensorState(bits)
    const isOn = now === 'sensorOn'
    if (
      isOn &&
      (isOutside(rate, NO_RATE, LOWEST_RATE, HIGHEST_RATE) || isOutside(spo2Byte, NO_SPO2, 0, 100))
    ) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: FRAME_BYTES })
      return
    }
    goodFrames += 1
    if (now !== sensor) samples.push({ kind: 'device', state: now })
    sensor = now
    const quality: Quality = (bits & POOR) === 0 ? 'good' : 'poor'
    samples.push(
      spo2Samples(isOn && spo2Byte !== NO_SPO2 ? spo2Byte : null, quality),
      pulseSamples(isOn && rate !== NO_RATE ? rate : null, quality),
    )
  })
  return {
    push(bytes) {
      const samples: Sample[] = []
      for (const byte of bytes) take(byte, samples)
      return samples
    },
    get goodFrames() {
      return goodFrames
    },
  }
}

function sensorState(bits: number): DeviceState {
  if ((bits & status.disconnected) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}

function isOutside(value: number, none: number, min: number, max: number): boolean {
  return value !== none && (value < min || value > max)
}
