import type { DeviceState } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createHighBitFrames } from '../kit/high-bit-frames.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSamples } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from './packet.ts'

export type SensorState = Extract<DeviceState, 'sensorOn' | 'noSensor' | 'searching'>

/** How a format's frames are told apart from another's. */
export interface SecondFormat {
  readonly frameBytes: number
  /** Bits of the first byte, of which each makes the values poor. */
  readonly poor: number
  readonly sensorOf: (frame: Uint8Array) => SensorState
  readonly hasLowBattery?: (frame: Uint8Array) => boolean
}

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', HIGHEST_RATE)

/**
 * Reads the formats that send one short frame a second, of which the first byte alone has bit 7 set: pulse rate in the low
 * bits of the first byte and in the second, SpO2 in the third.
 */
export function createSecondParser(format: SecondFormat): Parser {
  const { frameBytes, poor, sensorOf, hasLowBattery } = format
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  const tellBattery = createStateChange('batteryOk')
  const take = createHighBitFrames(frameBytes, (frame, samples) => {
    const [bits = 0, low = 0, spo2Byte = 0] = frame
    const rate = ((bits & 0x03) << 7) | low
    const now = sensorOf(frame)
    const isOn = now === 'sensorOn'
    // Without a finger the bytes of the values are anything.
    if (
      isOn &&
      (isOutside(rate, NO_RATE, LOWEST_RATE, HIGHEST_RATE) || isOutside(spo2Byte, NO_SPO2, 0, 100))
    ) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: frameBytes })
      return
    }
    seen.goodFrames += 1
    tellSensor(now, samples)
    const batteryNow = hasLowBattery?.(frame) ? 'lowBattery' : 'batteryOk'
    tellBattery(batteryNow, samples)
    const quality = (bits & poor) === 0 ? 'good' : 'poor'
    samples.push(
      spo2Samples(isOn && spo2Byte !== NO_SPO2 ? spo2Byte : null, quality),
      pulseSamples(isOn && rate !== NO_RATE ? rate : null, quality),
    )
  })
  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) take(byte, samples)
  })
}

function isOutside(value: number, none: number, min: number, max: number): boolean {
  return value !== none && (value < min || value > max)
}
