import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { toWire } from '../kit/frame-encoder.ts'
import { message, writeFrame } from './frame.ts'
import { extended, NO_VALUE, oximeter, unit, WAVE_TOP_MMHG } from './messages.ts'

const START_S = Date.UTC(2026, 0, 1) / 1000
/** Seconds without a breath, and the limits that a monitor was seen to have: EtCO2, rate, FiCO2, SpO2, pulse. */
const SETTINGS = [30, 60, 15, 30, 5, 8, 100, 90, 140, 50]

/** Numerics for each set of values, a second apart by the monitor's clock, and each sample of the CO2 wave as it comes. */
export function createEncoder(): Encoder {
  let seconds = 0
  let waves = 0
  let oximeterBits = 0
  let hasLowBattery = false
  const values = new Map<StreamVitalId, VitalSample>()

  function flush(frames: Uint8Array[]): void {
    if (values.size === 0) return
    frames.push(writeNumerics(values, START_S + seconds, oximeterBits, hasLowBattery))
    seconds += 1
    values.clear()
  }

  function takeState({ state, detail }: DeviceSample): void {
    switch (state) {
      case 'noSensor':
        oximeterBits =
          detail === phrase.drivers.capnostream.sensorDisconnected
            ? oximeter.disconnected
            : oximeter.offPatient
        return
      case 'searching':
        oximeterBits = oximeter.noPulse
        return
      case 'sensorOn':
        oximeterBits = 0
        return
      case 'batteryOk':
      case 'lowBattery':
        hasLowBattery = state === 'lowBattery'
        return
      case 'cuffIdle':
      case 'cuffInflating':
        return
      default:
        assertNever(state)
    }
  }

  function take(sample: Sample, frames: Uint8Array[]): void {
    switch (sample.kind) {
      case 'vital':
        if (values.has(sample.vital)) flush(frames)
        values.set(sample.vital, sample)
        return
      case 'wave':
        if (sample.wave !== 'co2') return
        flush(frames)
        for (const height of sample.values) {
          frames.push(writeWave(height, waves))
          waves = (waves + 1) & 0xff
        }
        return
      case 'device':
        flush(frames)
        takeState(sample)
        return
      case 'nibp':
      case 'badFrame':
        return
      default:
        assertNever(sample)
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

/** The 85 in its clock, as in any other place, is escaped by the frame. */
function writeNumerics(
  values: ReadonlyMap<StreamVitalId, VitalSample>,
  clockS: number,
  oximeterBits: number,
  hasLowBattery: boolean,
): Uint8Array {
  const number = (vital: StreamVitalId, min: number, max: number) =>
    toWire(values.get(vital)?.value ?? null, min, max, NO_VALUE)
  const respRate = number('respRate', 0, 254)
  const doubt = values.get('etco2')?.quality === 'poor' ? extended.checkCalibration : 0
  return writeFrame(message.numerics, [
    (clockS >>> 24) & 0xff,
    (clockS >>> 16) & 0xff,
    (clockS >>> 8) & 0xff,
    clockS & 0xff,
    number('etco2', 0, 254),
    respRate === NO_VALUE ? NO_VALUE : 0,
    respRate,
    number('spo2', 1, 100),
    number('pulseRate', 1, 254),
    ...[0, 0, 0, 0],
    respRate === 0 ? 1 : 0,
    oximeterBits,
    ...SETTINGS,
    unit.mmHg,
    doubt | (hasLowBattery ? extended.lowBattery : 0),
  ])
}

function writeWave(height: number, counter: number): Uint8Array {
  const sent = Math.round(Math.min(Math.max(height, 0), 1) * WAVE_TOP_MMHG * 256)
  return writeFrame(message.wave, [counter, sent >> 8, sent & 0xff, 0])
}
