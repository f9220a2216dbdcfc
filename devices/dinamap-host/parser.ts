import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { createStrengthQuality } from '../kit/signal-strength.ts'
import { createStateChange } from '../kit/state-change.ts'
import { createDeterminations } from './determinations.ts'
import { CR, LF } from './frame.ts'
import {
  MAX_REPLY_BYTES,
  type OximeterReply,
  type RateReply,
  type Reply,
  readLineEnd,
  type TemperatureReply,
} from './replies.ts'

/** Project choice: the monitor repeats a temperature for hours; older than this it is not shown as a live value. */
export const MAX_TEMPERATURE_AGE_S = 60

/** The oximeter is asked once a second. */
const REPLIES_IN_10_S = 10
const OXIMETER_OPERATING = 1
const OXIMETER_NO_DATA = 3
const OXIMETER_UNPLUGGED = 6
export const SOURCE_OXIMETER = 2
export const SOURCE_CUFF = 3

/** A cuff result that the monitor repeats with every answer is given once (README, "New or old?"). */
export function createParser(onReply?: (reply: Reply) => void): Parser {
  // The end of the line so far; what no longer fits cannot be part of a reply.
  const line = new Uint8Array(MAX_REPLY_BYTES)
  const dropped = createDroppedBytes()
  const determinations = createDeterminations()
  const qualityOf = createStrengthQuality(REPLIES_IN_10_S)
  let length = 0
  const seen = { goodFrames: 0 }
  let isAfterFrame = false
  const tellSensor = createStateChange('sensorOn')

  function take(byte: number, atMs: number | undefined, samples: Sample[]): void {
    const isLineFeedOfFrame = byte === LF && isAfterFrame
    isAfterFrame = false
    if (isLineFeedOfFrame) return
    if (byte === CR) {
      takeLine(atMs, samples)
      return
    }
    if (length === line.length) {
      dropped.add(1, samples)
      line.copyWithin(0, 1)
      length -= 1
    }
    line[length] = byte
    length += 1
  }

  function takeLine(atMs: number | undefined, samples: Sample[]): void {
    const end = readLineEnd(line, length)
    const before = length - (end.kind === 'unknown' ? 0 : end.bytes)
    length = 0
    if (end.kind === 'unknown') {
      dropped.add(before + 1, samples)
      return
    }
    if (before > 0) dropped.add(before, samples)
    dropped.end(samples)
    isAfterFrame = true
    if (end.kind === 'bad') {
      samples.push({ kind: 'badFrame', reason: end.reason, bytes: end.bytes + 1 })
      return
    }
    seen.goodFrames += 1
    onReply?.(end.reply)
    report(end.reply, atMs, samples)
  }

  function report(reply: Reply, atMs: number | undefined, samples: Sample[]): void {
    switch (reply.kind) {
      case 'nibp':
        determinations.take(reply, atMs, samples)
        return
      case 'oximeter':
        reportSpo2(reply, samples)
        return
      case 'rate':
        reportRate(reply, samples)
        return
      case 'temperature':
        samples.push(vitalSample('temperature', celsius(reply), 'good'))
        return
      case 'command':
        return
      default:
        assertNever(reply)
    }
  }

  function reportSpo2({ status, spo2, strength }: OximeterReply, samples: Sample[]): void {
    const now = sensorState(status)
    if (now !== null) tellSensor(now, samples)
    const quality = qualityOf(strength)
    samples.push(vitalSample('spo2', status === OXIMETER_OPERATING ? spo2 : null, quality))
  }

  /** Only the oximeter's rate is a pulse of now; the cuff's belongs to its last result. */
  function reportRate({ isCuffForm, source, rate }: RateReply, samples: Sample[]): void {
    if (source === SOURCE_CUFF) determinations.takeCuffRate(rate)
    if (isCuffForm && source === SOURCE_CUFF) return
    samples.push(vitalSample('pulseRate', source === SOURCE_OXIMETER ? rate : null, 'good'))
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    for (const byte of bytes) take(byte, atMs, samples)
  })
}

/** null: this status says nothing about the sensor. */
function sensorState(status: number): DeviceState | null {
  if (status === OXIMETER_NO_DATA || status === OXIMETER_UNPLUGGED) return 'noSensor'
  return status === OXIMETER_OPERATING ? 'sensorOn' : null
}

function celsius({ status, ageS, tenthsFahrenheit }: TemperatureReply): number | null {
  if (status !== 0 || ageS === null || ageS > MAX_TEMPERATURE_AGE_S) return null
  return Math.round(((tenthsFahrenheit / 10 - 32) * 50) / 9) / 10
}
