import type { Encoder } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toSteps, toWire } from '../kit/frame-encoder.ts'
import { WAVE_STEPS } from './parser.ts'

const GOOD_STRENGTH = 6
const WEAK_STRENGTH = 1
const WAVE_AT_REST = 0.5

export function createEncoder(): Encoder {
  return createFrameEncoder(1, writeFrame)
}

function writeFrame({ wave, sensor, quality, value }: FrameContent): Uint8Array {
  const height = wave?.[0] ?? WAVE_AT_REST
  const pulseRate = toWire(value('pulseRate'), 1, 254, 255)
  const sensorBits = { sensorOn: 0, searching: 0x20, noSensor: 0x10 }[sensor]
  return Uint8Array.of(
    0x80 | (quality === 'poor' ? WEAK_STRENGTH : GOOD_STRENGTH),
    toSteps(height, WAVE_STEPS),
    ((pulseRate & 0x80) >> 1) | sensorBits | toSteps(height, 15),
    pulseRate & 0x7f,
    toWire(value('spo2'), 1, 100, 127),
  )
}
