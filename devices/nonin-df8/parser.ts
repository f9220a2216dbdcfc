import type { DeviceState, Quality, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createHighBitFrames } from '../high-bit-frames.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from '../nonin-df2/packet.ts'
import { vitalSamples } from '../sample-tables.ts'

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
const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', HIGHEST_RATE)

/** Reads format 8: 4 bytes a second, of which the first alone has bit 7 set. */
export function createParser(): Parser {
  let goodFrames = 0
  let sensor: DeviceState = 'sensorOn'
  let battery: DeviceState = 'batteryOk'
  const take = createHighBitFrames(FRAME_BYTES, (frame, samples) => {
    const [bits = 0, low = 0, spo2Byte = 0, more = 0] = frame
    const rate = ((bits & 0x03) << 7) | low
    const now = sensorState(bits, more)
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
    const batteryNow = (more & status2.lowBattery) === 0 ? 'batteryOk' : 'lowBattery'
    if (batteryNow !== battery) samples.push({ kind: 'device', state: batteryNow })
    battery = batteryNow
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

/** The values are held for ten seconds after the finger has left: the sensor alarm decides at once. */
function sensorState(bits: number, more: number): DeviceState {
  if ((more & status2.sensorAlarm) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}

function isOutside(value: number, none: number, min: number, max: number): boolean {
  return value !== none && (value < min || value > max)
}
