import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Parser } from '../driver.ts'
import { createFrames } from './frames.ts'
import { at, findBasicClass, NOT_A_NUMBER, nibpLabel, readInt16, readWord, timeOf } from './record.ts'

/** What the last record said of the cuff. */
interface Cuff {
  readonly isBusy: boolean
  readonly isOld: boolean
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
}

/** Reads displayed values of the basic class. */
export function createParser(): Parser {
  let goodFrames = 0
  let deviceTime: string | null = null
  let last: Cuff | null = null
  const takeByte = createFrames((record, samples) => {
    goodFrames += 1
    deviceTime = new Date(timeOf(record) * 1000).toISOString().slice(0, 19)
    const data = findBasicClass(record)
    if (data) take(data, samples)
  })

  function take(data: Uint8Array, samples: Sample[]): void {
    const label = readWord(data, at.nibpLabel)
    const now: Cuff = {
      isBusy: (label & nibpLabel.measuring) !== 0,
      isOld: (label & nibpLabel.olderThan60s) !== 0,
      systolic: readHundredths(data, at.systolic, 320),
      diastolic: readHundredths(data, at.diastolic, 320),
      mean: readHundredths(data, at.mean, 320),
    }
    if (now.isBusy !== (last?.isBusy ?? false))
      samples.push({ kind: 'device', state: now.isBusy ? 'cuffInflating' : 'cuffIdle' })
    tell('spo2', readHundredths(data, at.spo2, 100), samples)
    tell('pulseRate', readWhole(data, at.pulseRate, 350), samples)
    tell('heartRate', readWhole(data, at.heartRate, 350), samples)
    tell('respRate', readWhole(data, at.respRate, 250), samples)
    // A probe that is not plugged in is told as long as nobody plugs one in: only what it measures is.
    const temperature = readHundredths(data, at.temperature, 50)
    if (temperature !== null) tell('temperature', temperature, samples)
    const result = judgeCuff(last, now)
    if (result) samples.push({ ...result, pulseRate: pulseOf(result, data) })
    last = now
  }

  return {
    push(bytes) {
      const samples: Sample[] = []
      for (const byte of bytes) takeByte(byte, samples)
      return samples
    },
    get goodFrames() {
      return goodFrames
    },
    get deviceTime() {
      return deviceTime
    },
  }
}

function pulseOf(result: NibpSample, data: Uint8Array): number | null {
  return result.status === 'ok' ? readWhole(data, at.nibpPulse, 350) : null
}

/**
 * The pressures repeat in every record until the monitor clears them. New is what follows "measuring", what is suddenly no
 * longer old, or what has changed. What stands there when the line is opened is less than a minute old, but nobody knows
 * how much; what the monitor calls old is not told.
 */
function judgeCuff(last: Cuff | null, now: Cuff): NibpSample | null {
  if (now.isBusy) return null
  const { systolic, diastolic, mean } = now
  const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
  if (systolic === null || diastolic === null)
    return last?.isBusy
      ? { kind: 'nibp', ...none, status: 'failed', error: 'no result; see the monitor' }
      : null
  const result: NibpSample = { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok' }
  if (now.isOld) return null
  if (last === null) return { ...result, standing: true }
  const changed = last.systolic !== systolic || last.diastolic !== diastolic || last.mean !== mean
  return last.isBusy || last.isOld || changed ? result : null
}

function tell(vital: StreamVitalId, value: number | null, samples: Sample[]): void {
  samples.push({ kind: 'vital', vital, value, quality: value === null ? 'noSignal' : 'good' })
}

/** A value in hundredths; null for a sentinel, and for what cannot be. */
function readHundredths(data: Uint8Array, place: number, max: number): number | null {
  const raw = readInt16(data, place)
  return raw <= NOT_A_NUMBER || raw < 0 || raw > max * 100 ? null : raw / 100
}

function readWhole(data: Uint8Array, place: number, max: number): number | null {
  const raw = readInt16(data, place)
  return raw <= NOT_A_NUMBER || raw < 0 || raw > max ? null : raw
}
