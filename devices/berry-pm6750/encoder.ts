import type { DeviceState, NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { toSteps, toWire } from '../kit/frame-encoder.ts'
import {
  cuffState,
  ecgStatus,
  failureWords,
  NO_PULSE,
  NO_SPO2,
  spo2Status,
  type,
  WAVE_STEPS,
  writeFrame,
} from './packet.ts'

const MONITOR_FILTER_GAIN_1 = 0x18
const NORMAL_RHYTHM = 1
const WORKING_PRESSURE = 62
const SOME_FAILURE = 6

/** A frame for each pair of values that share one, for each cuff state and for each step of the pleth. */
export function createEncoder(): Encoder {
  let sensor: number = spo2Status.ok
  let pending: VitalSample | null = null

  /** The first of a pair waits for the second. */
  function takeVital(sample: VitalSample, frames: Uint8Array[]): void {
    if (sample.vital === 'temperature') {
      flush(frames)
      frames.push(writeTemperature(sample.value))
      return
    }
    if (pending !== null && partners[pending.vital] === sample.vital) {
      frames.push(writePair(pending, sample))
      pending = null
      return
    }
    flush(frames)
    if (partners[sample.vital]) pending = sample
    else if (sample.vital === 'pulseRate' || sample.vital === 'respRate') frames.push(writePair(null, sample))
  }

  function writePair(first: VitalSample | null, second: VitalSample | null): Uint8Array {
    const isEcg = first?.vital === 'heartRate' || second?.vital === 'respRate'
    if (!isEcg) {
      const spo2 = toWire(first?.value ?? null, 1, 100, NO_SPO2)
      return writeFrame(type.spo2, sensor, spo2, toWire(second?.value ?? null, 1, 250, NO_PULSE))
    }
    const poor = first?.quality === 'poor' || second?.quality === 'poor' ? ecgStatus.weak : 0
    const rates = [first, second].map(sample => toWire(sample?.value ?? null, 1, 250, 0))
    return writeFrame(type.ecg, MONITOR_FILTER_GAIN_1 | poor, ...rates, 0, NORMAL_RHYTHM)
  }

  function flush(frames: Uint8Array[]): void {
    if (pending === null) return
    frames.push(writePair(pending, null))
    pending = null
  }

  function takeState(state: DeviceState): Uint8Array {
    if (state === 'sensorOn') sensor = spo2Status.ok
    if (state === 'noSensor') sensor = spo2Status.noFinger
    if (state === 'searching') sensor = spo2Status.searching
    if (state === 'cuffInflating') return writeCuff(cuffState.measuring, WORKING_PRESSURE)
    return state === 'cuffIdle' ? writeCuff(cuffState.ready, 0) : new Uint8Array(0)
  }

  function take(sample: Sample, frames: Uint8Array[]): void {
    if (sample.kind === 'vital') {
      takeVital(sample, frames)
      return
    }
    flush(frames)
    if (sample.kind === 'wave')
      for (const value of sample.values) frames.push(writeFrame(type.pleth, toSteps(value, WAVE_STEPS)))
    if (sample.kind === 'device') frames.push(takeState(sample.state))
    if (sample.kind === 'nibp') frames.push(writeResult(sample))
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

const partners: Readonly<Partial<Record<StreamVitalId, StreamVitalId>>> = {
  spo2: 'pulseRate',
  heartRate: 'respRate',
}

function writeTemperature(value: number | null): Uint8Array {
  if (value === null) return writeFrame(type.temperature, 1, 0, 0, 0, 0)
  const tenths = Math.round(value * 10)
  return writeFrame(type.temperature, 0, Math.floor(tenths / 10), tenths % 10, 0, 0)
}

function writeCuff(state: number, pressure: number, ...figures: readonly number[]): Uint8Array {
  const [systolic = 0, mean = 0, diastolic = 0] = figures
  return writeFrame(type.nibp, state << 2, pressure, systolic, mean, diastolic)
}

function writeResult({ systolic, diastolic, mean, status, error }: NibpSample): Uint8Array {
  if (status === 'ok')
    return writeCuff(
      cuffState.finished,
      0,
      ...[systolic, mean, diastolic].map(value => toWire(value, 1, 255, 0)),
    )
  const known = [...failureWords()].find(([, words]) => words === error)?.[0]
  return writeCuff(known ?? SOME_FAILURE, 0)
}
