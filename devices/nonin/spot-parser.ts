import type { Quality, Sample, VitalSample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { createStateChange } from '../kit/state-change.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from './packet.ts'
import {
  DATA_AT,
  END,
  LENGTH_AT,
  LONGEST_DATA,
  type Record,
  readRecord,
  SHORTEST_DATA,
  START,
  status,
} from './spot-record.ts'

/** Reads a record for each finished measurement. Records out of the unit's memory are old, and give nothing. */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  let kept: Uint8Array = new Uint8Array(0)
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellSensor = createStateChange('sensorOn')
  const tellBattery = createStateChange('batteryOk')

  /** Takes what is whole from `bytes`, and gives where the rest begins. */
  function read(bytes: Uint8Array, samples: Sample[]): number {
    let at = 0
    while (at < bytes.length) {
      const length = lengthAt(bytes, at)
      if (length === 'maybe') return at
      if (length === null) {
        dropped.add(1, samples)
        at += 1
        continue
      }
      if (at + length > bytes.length) return at
      const record = bytes.subarray(at, at + length)
      if (!isWhole(record)) {
        // One byte on, not a record: a good one may begin inside what only looked like one.
        dropped.add(1, samples)
        at += 1
        continue
      }
      dropped.end(samples)
      if (isSumRight(record)) take(readRecord(record.subarray(DATA_AT, -2)), length, samples)
      else samples.push({ kind: 'badFrame', reason: 'checksum', bytes: length })
      at += length
    }
    return at
  }

  function take(record: Record, bytes: number, samples: Sample[]): void {
    const { rate, spo2 } = record
    if (isOutside(rate, NO_RATE, LOWEST_RATE, HIGHEST_RATE) || isOutside(spo2, NO_SPO2, 0, 100)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    seen.goodFrames += 1
    seen.deviceTime = record.time ?? seen.deviceTime
    if ((record.status & status.fromMemory) !== 0) {
      tellSensor('searching', samples, phrase.drivers['nonin-df13'].stored)
      return
    }
    tellSensor('sensorOn', samples)
    const now = (record.status & status.lowBattery) === 0 ? 'batteryOk' : 'lowBattery'
    tellBattery(now, samples)
    const measured = (record.status & status.noMeasurement) === 0
    // A check that the unit ended without its mark for a good measurement.
    const quality = (record.status & status.smartPoint) === 0 ? 'poor' : 'good'
    samples.push(
      spotSample('spo2', measured && spo2 !== NO_SPO2 ? spo2 : null, quality),
      spotSample('pulseRate', measured && rate !== NO_RATE ? rate : null, quality),
    )
  }

  return parserOf(seen, (bytes, samples) => {
    const all = kept.length === 0 ? bytes : concatBytes([kept, bytes])
    kept = all.slice(read(all, samples))
  })
}

/** Bytes of the record that begins here; null: none does; `maybe`: too few bytes to say. */
function lengthAt(bytes: Uint8Array, at: number): number | null | 'maybe' {
  for (const [place, byte] of START.entries()) {
    if (at + place >= bytes.length) return 'maybe'
    if (bytes[at + place] !== byte) return null
  }
  if (at + DATA_AT > bytes.length) return 'maybe'
  const length = ((bytes[at + LENGTH_AT] ?? 0) << 8) | (bytes[at + LENGTH_AT + 1] ?? 0)
  return length >= SHORTEST_DATA && length <= LONGEST_DATA ? DATA_AT + length + 2 : null
}

/** A record from start to end, be its sum wrong; not the stump of one that another cuts short. */
function isWhole(record: Uint8Array): boolean {
  if (record.at(-1) !== END) return false
  if (isSumRight(record)) return true
  for (let at = 1; at < record.length; at += 1) if (lengthAt(record, at) !== null) return false
  return true
}

function isSumRight(record: Uint8Array): boolean {
  const sum = record.subarray(DATA_AT, -2).reduce((total, byte) => total + byte, 0)
  return (sum & 0xff) === record.at(-2)
}

function isOutside(value: number, none: number, min: number, max: number): boolean {
  return value !== none && (value < min || value > max)
}

function spotSample(vital: 'spo2' | 'pulseRate', value: number | null, quality: Quality): VitalSample {
  return { kind: 'vital', vital, value, quality: value === null ? 'noSignal' : quality, spot: true }
}
