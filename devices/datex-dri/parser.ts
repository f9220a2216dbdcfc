import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { type CuffRecord, createCuff } from './cuff.ts'
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

/** Figures that cannot be a rate. */
const HIGHEST_RATE = 350
/** With any of these the CO2 module measures nothing, whatever its figures say. */
const NO_CO2 = co2Status.calibrating | co2Status.zeroing | co2Status.occlusion

/** Reads displayed values of the basic class. */
export function createParser(): Parser {
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const cuff = createCuff()
  const takeByte = createFrames((record, samples) => {
    seen.goodFrames += 1
    const timeS = timeOf(record)
    seen.deviceTime = new Date(timeS * 1000).toISOString().slice(0, 19)
    const data = findBasicClass(record)
    if (data) take(data, readCuff(data, cuffTimeOf(record)), timeS, samples)
  })

  function take(data: Uint8Array, record: CuffRecord, timeS: number, samples: Sample[]): void {
    cuff.takeState(record, samples)
    samples.push(vitalSample('spo2', readHundredths(data, at.spo2, 100)))
    const co2 = readCo2(data)
    takeRates(data, co2, samples)
    // A probe that is not plugged in is told as long as nobody plugs one in: only what it measures is.
    const temperature = readHundredths(data, at.temperature, 50)
    if (temperature !== null) samples.push(vitalSample('temperature', temperature))
    if (co2) samples.push(vitalSample('etco2', co2.endTidal, co2.quality))
    cuff.takeResult(record, timeS, samples)
  }

  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) takeByte(byte, samples)
  })
}

/**
 * The heart rate is that of whatever source the monitor has chosen. From the pleth or an artery it is a pulse, and told as one
 * where the oximeter has none; an ECG that is noisy, or still learning, gives a doubtful one.
 */
function takeRates(data: Uint8Array, co2: Co2 | null, samples: Sample[]): void {
  const source = heartSourceOf(data)
  const rate = readRate(data, at.heartRate)
  const isHeart = source === heartSource.none || source === heartSource.ecg || source === heartSource.ecgOther
  samples.push(vitalSample('pulseRate', readRate(data, at.pulseRate) ?? (isHeart ? null : rate)))
  const doubts = ecgStatus.noise | ecgStatus.artefact | ecgStatus.learning
  const isPoor = (readWord(data, at.ecgStatus) & doubts) !== 0
  samples.push(vitalSample('heartRate', isHeart ? rate : null, isPoor ? 'poor' : 'good'))
  // No breath at the airway is what matters, however the chest may move.
  const breath = co2?.isApnea ? 0 : (readImpedance(data) ?? co2?.rate ?? null)
  samples.push(vitalSample('respRate', breath))
}

/** The chest's own rate; 0 counts only from a module that measures: one that is not there may fill the place with zeros. */
function readImpedance(data: Uint8Array): number | null {
  const rate = readRate(data, at.respRate)
  const measures = ecgStatus.present | ecgStatus.active
  return rate === 0 && (readWord(data, at.ecgStatus) & measures) !== measures ? null : rate
}

interface Co2 {
  /** mmHg; null: none now. */
  readonly endTidal: number | null
  /** Breaths a minute; null: none now. */
  readonly rate: number | null
  readonly isApnea: boolean
  readonly quality: 'good' | 'poor'
}

/** What the CO2 module measures; null: none is there. Its figure is a share of the air's pressure, which it gives too. */
function readCo2(data: Uint8Array): Co2 | null {
  const status = readWord(data, at.co2Status)
  const has = (bits: number) => (status & bits) !== 0
  if (!has(co2Status.present) || !has(co2Status.active)) return null
  const isBreathless = has(co2Status.apnea) && !has(co2Status.apneaDeactivated)
  const isStill = has(co2Status.apneaFromRespiration) && !has(co2Status.apneaDeactivated)
  const share = readInt16(data, at.etco2)
  const ambient = readInt16(data, at.ambient)
  // In apnea there is no end of a breath.
  const hasValue = !has(NO_CO2) && !isBreathless && share >= 0 && ambient > 0
  const tenths = Math.round((share * ambient) / 10_000)
  return {
    endTidal: hasValue && tenths <= 1500 ? tenths / 10 : null,
    rate: has(NO_CO2) ? null : readRate(data, at.co2RespRate),
    isApnea: isBreathless || isStill,
    quality: has(co2Status.airLeak) ? 'poor' : 'good',
  }
}

function readCuff(data: Uint8Array, takenAtS: number | null): CuffRecord {
  const label = readWord(data, at.nibpLabel)
  const systolic = readHundredths(data, at.systolic, 320)
  const diastolic = readHundredths(data, at.diastolic, 320)
  const mean = readHundredths(data, at.mean, 320)
  const pulseRate = readRate(data, at.nibpPulse)
  return {
    isBusy: (label & nibpLabel.measuring) !== 0,
    held: heldFor(label),
    isOld: (label & nibpLabel.olderThan60s) !== 0,
    figures: systolic === null || diastolic === null ? null : { systolic, diastolic, mean, pulseRate },
    takenAtS,
  }
}

function heldFor(label: number): string | null {
  const { held } = phrase.drivers['datex-dri']
  if ((label & nibpLabel.stasis) !== 0) return held.stasis
  return (label & nibpLabel.calibrating) !== 0 ? held.calibrating : null
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
