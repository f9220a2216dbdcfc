import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Parser } from '../driver.ts'
import { createFrames } from './frames.ts'
import {
  at,
  co2Status,
  cuffTimeOf,
  ecgStatus,
  findBasicClass,
  heartSource,
  heartSourceOf,
  NOT_A_NUMBER,
  nibpLabel,
  readInt16,
  readWord,
  timeOf,
} from './record.ts'

/** What the last record said of the cuff. */
interface Cuff {
  readonly isBusy: boolean
  readonly isOld: boolean
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  /** When it was measured, s since 1970 by the monitor's clock; null: not told. */
  readonly takenAtS: number | null
}

/** Figures that cannot be a rate. */
const HIGHEST_RATE = 350
/** With any of these the CO2 module measures nothing; in apnea there is no end of a breath. */
const NO_CO2 = co2Status.apnea | co2Status.calibrating | co2Status.zeroing | co2Status.occlusion

/** Reads displayed values of the basic class. */
export function createParser(): Parser {
  let goodFrames = 0
  let deviceTime: string | null = null
  let last: Cuff | null = null
  /** The result that was told last; null: none, or one that its figures no longer stand for. */
  let told: Cuff | null = null
  const takeByte = createFrames((record, samples) => {
    goodFrames += 1
    deviceTime = new Date(timeOf(record) * 1000).toISOString().slice(0, 19)
    const data = findBasicClass(record)
    if (data) take(data, timeOf(record), cuffTimeOf(record), samples)
  })

  function take(data: Uint8Array, timeS: number, takenAtS: number | null, samples: Sample[]): void {
    const label = readWord(data, at.nibpLabel)
    const now: Cuff = {
      isBusy: (label & nibpLabel.measuring) !== 0,
      isOld: (label & nibpLabel.olderThan60s) !== 0,
      systolic: readHundredths(data, at.systolic, 320),
      diastolic: readHundredths(data, at.diastolic, 320),
      mean: readHundredths(data, at.mean, 320),
      takenAtS,
    }
    if (now.isBusy !== (last?.isBusy ?? false))
      samples.push({ kind: 'device', state: now.isBusy ? 'cuffInflating' : 'cuffIdle' })
    tell('spo2', readHundredths(data, at.spo2, 100), samples)
    takeRates(data, samples)
    // A probe that is not plugged in is told as long as nobody plugs one in: only what it measures is.
    const temperature = readHundredths(data, at.temperature, 50)
    if (temperature !== null) tell('temperature', temperature, samples)
    takeCo2(data, samples)
    const result = judgeCuff(last, now, told)
    if (result?.status === 'ok') {
      const ageS = takenAtS === null ? -1 : timeS - takenAtS
      samples.push({ ...result, pulseRate: readRate(data, at.nibpPulse), ...(ageS >= 0 && { ageS }) })
      told = now
    } else if (result) samples.push(result)
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

/**
 * The heart rate is that of whatever source the monitor has chosen. From the pleth or an artery it is a pulse, and told as one
 * where the oximeter has none; an ECG that is noisy, or still learning, gives a doubtful one.
 */
function takeRates(data: Uint8Array, samples: Sample[]): void {
  const source = heartSourceOf(data)
  const rate = readRate(data, at.heartRate)
  const isHeart = source === heartSource.none || source === heartSource.ecg || source === heartSource.ecgOther
  tell('pulseRate', readRate(data, at.pulseRate) ?? (isHeart ? null : rate), samples)
  const doubts = ecgStatus.noise | ecgStatus.artefact | ecgStatus.learning
  const isPoor = (readWord(data, at.ecgStatus) & doubts) !== 0
  tell('heartRate', isHeart ? rate : null, samples, isPoor ? 'poor' : 'good')
  tell('respRate', readRate(data, at.respRate) ?? readRate(data, at.co2RespRate), samples)
}

/** Told while a CO2 module is there and measures. Its figure is a share of the air's pressure, which it gives too. */
function takeCo2(data: Uint8Array, samples: Sample[]): void {
  const status = readWord(data, at.co2Status)
  if ((status & co2Status.present) === 0 || (status & co2Status.active) === 0) return
  const share = readInt16(data, at.etco2)
  const ambient = readInt16(data, at.ambient)
  const hasValue = (status & NO_CO2) === 0 && share >= 0 && ambient > 0
  const tenths = Math.round((share * ambient) / 10_000)
  const quality = (status & co2Status.airLeak) === 0 ? 'good' : 'poor'
  tell('etco2', hasValue && tenths <= 1500 ? tenths / 10 : null, samples, quality)
}

/**
 * The pressures repeat in every record until the monitor clears them. New is what follows "measuring", what is suddenly no
 * longer old, what has another time, or what has changed. What stands there when the line is opened is less than a minute old, but
 * nobody knows how much; what the monitor calls old is not told.
 */
function judgeCuff(last: Cuff | null, now: Cuff, told: Cuff | null): NibpSample | null {
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
  if (last.isBusy || last.isOld) return result
  if (now.takenAtS !== null && told?.takenAtS != null) return now.takenAtS === told.takenAtS ? null : result
  // Figures that were gone for a record and come back are the same result.
  return told !== null && hasFiguresOf(told, now) ? null : result
}

function hasFiguresOf(a: Cuff, b: Cuff): boolean {
  return a.systolic === b.systolic && a.diastolic === b.diastolic && a.mean === b.mean
}

function tell(
  vital: StreamVitalId,
  value: number | null,
  samples: Sample[],
  quality: 'good' | 'poor' = 'good',
): void {
  samples.push({ kind: 'vital', vital, value, quality: value === null ? 'noSignal' : quality })
}

/** A value in hundredths; null for a sentinel, and for what cannot be. */
function readHundredths(data: Uint8Array, place: number, max: number): number | null {
  const raw = readInt16(data, place)
  return raw <= NOT_A_NUMBER || raw < 0 || raw > max * 100 ? null : raw / 100
}

function readRate(data: Uint8Array, place: number): number | null {
  const raw = readInt16(data, place)
  return raw <= NOT_A_NUMBER || raw < 0 || raw > HIGHEST_RATE ? null : raw
}
