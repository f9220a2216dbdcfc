import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { writeFrame } from './frame.ts'
import {
  at,
  co2Status,
  ecgStatus,
  findBasicClass,
  heartSource,
  makeDisplayed,
  NOT_UPDATED,
  nibpLabel,
  writeWord,
} from './record.ts'

/** Seconds between records. */
export const INTERVAL_S = 5
const START_S = Date.UTC(2026, 0, 1) / 1000

const places: Readonly<Partial<Record<StreamVitalId, { readonly at: number; readonly scale: number }>>> = {
  spo2: { at: at.spo2, scale: 100 },
  pulseRate: { at: at.pulseRate, scale: 1 },
  heartRate: { at: at.heartRate, scale: 1 },
  respRate: { at: at.respRate, scale: 1 },
  temperature: { at: at.temperature, scale: 100 },
}
/** 760 mmHg. */
const AMBIENT = 7600
const PRESENT_AND_ACTIVE = 0x03

/**
 * A record for each set of values. A record that only the cuff gives rise to repeats the values before it; the cuff's figures
 * stand in every record until the next measurement.
 */
export function createEncoder(): Encoder {
  let records = 0
  let isBusy = false
  let cuff: NibpSample | null = null
  let values = new Map<StreamVitalId, VitalSample>()
  let isFresh = false
  let pending = false

  function flush(frames: Uint8Array[]): void {
    if (!pending) return
    const record = makeDisplayed(records, START_S + records * INTERVAL_S)
    records += 1
    const data = findBasicClass(record) ?? new Uint8Array(0)
    for (const { vital, value } of values.values()) {
      const place = places[vital]
      if (place && value !== null) writeWord(data, place.at, Math.round(value * place.scale))
    }
    writeHeart(data, values.get('heartRate'))
    writeCo2(data, values.get('etco2'))
    writeCuff(data, cuff, isBusy)
    frames.push(writeFrame(record))
    pending = false
    isFresh = false
  }

  function take(sample: Sample, frames: Uint8Array[]): void {
    switch (sample.kind) {
      case 'vital':
        if (isFresh && values.has(sample.vital)) flush(frames)
        if (!isFresh) values = new Map()
        values.set(sample.vital, sample)
        isFresh = true
        break
      case 'nibp':
        cuff = sample
        break
      case 'device':
        if (sample.state !== 'cuffInflating' && sample.state !== 'cuffIdle') return
        flush(frames)
        isBusy = sample.state === 'cuffInflating'
        if (isBusy) cuff = null
        break
      default:
        return
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

function writeHeart(data: Uint8Array, sample: VitalSample | undefined): void {
  if (!sample) return
  const noise = sample.quality === 'poor' ? ecgStatus.noise : 0
  writeWord(data, at.ecgStatus, PRESENT_AND_ACTIVE | (heartSource.ecg << 3) | noise)
}

function writeCo2(data: Uint8Array, sample: VitalSample | undefined): void {
  if (!sample) return
  const leak = sample.quality === 'poor' ? co2Status.airLeak : 0
  writeWord(data, at.co2Status, co2Status.present | co2Status.active | leak)
  writeWord(data, at.ambient, AMBIENT)
  if (sample.value !== null) writeWord(data, at.etco2, Math.round((sample.value * 100_000) / AMBIENT))
}

function writeCuff(data: Uint8Array, cuff: NibpSample | null, isBusy: boolean): void {
  writeWord(data, at.nibpLabel, isBusy ? nibpLabel.measuring : 0)
  if (isBusy) for (const place of [at.systolic, at.diastolic, at.mean]) writeWord(data, place, NOT_UPDATED)
  if (cuff?.status !== 'ok') return
  const figures = [
    [at.systolic, cuff.systolic],
    [at.diastolic, cuff.diastolic],
    [at.mean, cuff.mean],
  ] as const
  for (const [place, value] of figures) if (value !== null) writeWord(data, place, Math.round(value * 100))
  if (cuff.pulseRate !== null) writeWord(data, at.nibpPulse, Math.round(cuff.pulseRate))
}
