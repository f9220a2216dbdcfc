import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { toSteps } from '../kit/frame-encoder.ts'
import { END, NOT_CONNECTED, PLETH_PER_S, START, WAVE_BYTES, WAVE_STEPS } from './frame.ts'

/** A flat line in the middle of its scale. */
const FLAT = 0x64

/** A frame for each set of values; the last cuff result stands in all that follow. */
export function createEncoder(): Encoder {
  let cuff: NibpSample | null = null
  let wave: readonly number[] | null = null
  let vitals = new Map<StreamVitalId, VitalSample>()
  let pending = false

  function flush(frames: Uint8Array[]): void {
    if (!pending) return
    frames.push(writeFrame(wave, vitals, cuff))
    wave = null
    vitals = new Map()
    pending = false
  }

  function take(sample: Sample, frames: Uint8Array[]): void {
    switch (sample.kind) {
      case 'wave':
        if (pending) flush(frames)
        wave = sample.values
        break
      case 'vital':
        if (vitals.has(sample.vital)) flush(frames)
        vitals.set(sample.vital, sample)
        break
      case 'nibp':
        // What failed is shown by empty fields, as far as is known.
        cuff = sample.status === 'ok' ? sample : null
        break
      default:
        return // it tells nothing of sensor, battery or cuff
    }
    pending = true
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

function writeFrame(
  wave: readonly number[] | null,
  vitals: ReadonlyMap<StreamVitalId, VitalSample>,
  cuff: NibpSample | null,
): Uint8Array {
  const waves = new Uint8Array(WAVE_BYTES).fill(FLAT, 0, 250).fill(NOT_CONNECTED, 250)
  wave?.slice(0, PLETH_PER_S).forEach((value, index) => {
    waves[250 + index] = toSteps(value, WAVE_STEPS)
  })
  const value = (vital: StreamVitalId) => print(vitals.get(vital)?.value ?? null)
  const line = (name: string, given: readonly string[], label = '') =>
    `${name}=${[given.length, ...given, label, ''].join(';')}`
  const pulse = value('pulseRate')
  const has = (...names: readonly StreamVitalId[]) => names.some(name => vitals.has(name))
  const lines = [
    line('HR', [value('heartRate')], 'ECG-II-DIAG'),
    ...(has('respRate') ? [line('RR', [value('respRate')], 'APNEA: 20 SEC')] : []),
    line('ETCO2', [value('etco2')]),
    ...(has('spo2', 'pulseRate') ? [line('SPO2', [value('spo2')], pulse === '' ? '' : `PR=${pulse} `)] : []),
    line(
      'NIBP',
      [cuff?.systolic, cuff?.diastolic, cuff?.mean, cuff?.pulseRate].map(part => print(part ?? null)),
    ),
    line('T1', [value('temperature')]),
  ]
  const text = textBytes(lines.map(each => `${each}\r`).join(''))
  return concatBytes([Uint8Array.from(START), waves, text, Uint8Array.of(END)])
}

function print(value: number | null): string {
  return value === null ? '' : String(value)
}
