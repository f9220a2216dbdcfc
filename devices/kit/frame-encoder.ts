import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, Quality, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from './bytes.ts'

/** What a streaming oximeter puts into one frame (or packet). */
export interface FrameContent {
  readonly sensor: SensorState
  readonly lowBattery: boolean
  /** As many values as a frame carries, each 0..1; null: nobody gave a waveform. */
  readonly wave: readonly number[] | null
  /** null: no value, or nobody gave one. */
  value(vital: StreamVitalId): number | null
  /** Did anyone give this vital sign, be it as "no value"? */
  has(vital: StreamVitalId): boolean
  readonly quality: Quality
}
export type SensorState = Extract<DeviceState, 'sensorOn' | 'noSensor' | 'searching'>

/**
 * An encoder for oximeters that stream one kind of frame: gathers the samples that share a frame and hands each full
 * set to `writeFrame`. A wave longer than a frame is spread over as many frames, all with the same vital signs.
 */
export function createFrameEncoder(
  waveValuesPerFrame: number,
  writeFrame: (content: FrameContent) => Uint8Array,
): Encoder {
  let sensor: SensorState = 'sensorOn'
  let lowBattery = false
  let wave: readonly number[] | null = null
  const vitals = new Map<StreamVitalId, VitalSample>()

  function flush(frames: Uint8Array[]): void {
    if (wave === null && vitals.size === 0) return
    const given = [...vitals.values()]
    const content = {
      sensor,
      lowBattery,
      value: (vital: StreamVitalId) => vitals.get(vital)?.value ?? null,
      has: (vital: StreamVitalId) => vitals.has(vital),
      quality: given.some(sample => sample.quality === 'poor') ? 'poor' : 'good',
    } as const
    for (const values of splitWave(wave, waveValuesPerFrame))
      frames.push(writeFrame({ ...content, wave: values }))
    wave = null
    vitals.clear()
  }

  function take(sample: Sample, frames: Uint8Array[]): void {
    switch (sample.kind) {
      case 'wave':
        if (wave !== null) flush(frames)
        wave = sample.values
        return
      case 'vital':
        if (vitals.has(sample.vital)) flush(frames)
        vitals.set(sample.vital, sample)
        return
      case 'device':
        flush(frames)
        takeState(sample.state)
        return
      case 'nibp': // an oximeter has no cuff
      case 'badFrame': // what was dropped cannot be sent again
        return
      default:
        assertNever(sample)
    }
  }

  function takeState(state: DeviceState): void {
    switch (state) {
      case 'sensorOn':
      case 'noSensor':
      case 'searching':
        sensor = state
        return
      case 'batteryOk':
      case 'lowBattery':
        lowBattery = state === 'lowBattery'
        return
      case 'cuffIdle':
      case 'cuffInflating':
        return
      default:
        assertNever(state)
    }
  }

  return {
    encode(samples) {
      const frames: Uint8Array[] = []
      for (const sample of samples) take(sample, frames)
      flush(frames)
      return concatBytes(frames)
    },
  }
}

/** Pieces of exactly `size` values; a last piece that is too short holds its last value. */
function splitWave(wave: readonly number[] | null, size: number): (readonly number[] | null)[] {
  if (wave === null || wave.length === 0) return [null]
  const pieces: number[][] = []
  for (let from = 0; from < wave.length; from += size) {
    const piece = wave.slice(from, from + size)
    while (piece.length < size) piece.push(piece.at(-1) ?? 0)
    pieces.push(piece)
  }
  return pieces
}

/** A 0..1 waveform value as one of the whole steps 0..`steps`. */
export function toSteps(value: number, steps: number): number {
  return Math.round(Math.min(Math.max(value, 0), 1) * steps)
}

/** The value as the wire's whole number, or `missing` where there is none or it lies outside what the wire can say. */
export function toWire(value: number | null, min: number, max: number, missing: number): number {
  if (value === null) return missing
  const whole = Math.round(value)
  return whole >= min && whole <= max ? whole : missing
}
