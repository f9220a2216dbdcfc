import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { createStrengthQuality } from '../kit/signal-strength.ts'
import { createStateChange } from '../kit/state-change.ts'
import { BLOCK_BYTES, createBlockFinder } from './blocks.ts'
import { createDeterminations } from './determinations.ts'
import { CR, LF } from './frame.ts'
import {
  isNotFitted,
  MAX_REPLY_BYTES,
  type OximeterReply,
  type RateReply,
  type Reply,
  readLineEnd,
  type TemperatureReply,
} from './replies.ts'

/** Project choice: the monitor repeats a temperature for hours; older than this it is not shown as a live value. */
const MAX_TEMPERATURE_AGE_S = 60

/** The oximeter is asked once a second. */
const REPLIES_IN_10_S = 10
const OXIMETER_STANDBY = 0
const OXIMETER_OPERATING = 1
const OXIMETER_NO_DATA = 3
const OXIMETER_UNPLUGGED = 6
export const SOURCE_OXIMETER = 2
export const SOURCE_CUFF = 3
/** So many lines of other text in a row, and nothing else: the monitor speaks another protocol. */
const OTHER_TEXT_LINES = 5
const words = phrase.drivers['dinamap-host']

/** A cuff result that the monitor repeats with every answer is given once (README, "New or old?"). */
export function createParser(onReply?: (reply: Reply) => void): Parser {
  // The end of the line so far; what no longer fits cannot be part of a reply.
  const line = new Uint8Array(MAX_REPLY_BYTES)
  const dropped = createDroppedBytes()
  const blocks = createBlockFinder()
  const determinations = createDeterminations()
  const qualityOf = createStrengthQuality(REPLIES_IN_10_S)
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  let sensor: DeviceState = 'sensorOn'
  let length = 0
  let isAfterFrame = false
  let otherLines = 0
  let emptyLines = 0

  function take(byte: number, atMs: number | undefined, samples: Sample[]): void {
    if (blocks.take(byte)) {
      takeBlock(samples)
      return
    }
    const isLineFeedOfFrame = byte === LF && isAfterFrame
    isAfterFrame = false
    if (isLineFeedOfFrame) return
    // In blocks it is a byte like any other, unless it ends an answer: then the monitor was set to text.
    if (byte === CR && (!blocks.isBinary || readLineEnd(line, length).kind === 'reply')) {
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

  /** The right monitor in the wrong mode: a good frame that says nothing but that. */
  function takeBlock(samples: Sample[]): void {
    const before = Math.max(0, length - (BLOCK_BYTES - 1))
    if (before > 0) dropped.add(before, samples)
    dropped.end(samples)
    length = 0
    otherLines = 0
    seen.goodFrames += 1
    tellSensor('searching', samples, words.selectAscii)
  }

  function takeLine(atMs: number | undefined, samples: Sample[]): void {
    if (length === 0) {
      emptyLines += 1
      return
    }
    const end = readLineEnd(line, length)
    const before = length - (end.kind === 'unknown' ? 0 : end.bytes)
    const isText = end.kind === 'unknown' && isPrintable(line.subarray(0, length))
    length = 0
    // Some monitors begin an answer with one: it is a loss only among others.
    const lostEnds = before > 0 ? emptyLines : 0
    emptyLines = 0
    if (end.kind === 'unknown') {
      dropped.add(before + 1 + lostEnds, samples)
      otherLines = isText ? otherLines + 1 : 0
      if (otherLines >= OTHER_TEXT_LINES) tellSensor('searching', samples, words.selectCompact)
      return
    }
    if (before > 0) dropped.add(before + lostEnds, samples)
    dropped.end(samples)
    isAfterFrame = true
    if (end.kind === 'bad') {
      samples.push({ kind: 'badFrame', reason: end.reason, bytes: end.bytes + 1 })
      return
    }
    seen.goodFrames += 1
    otherLines = 0
    onReply?.(end.reply)
    report(end.reply, atMs, samples)
  }

  function report(reply: Reply, atMs: number | undefined, samples: Sample[]): void {
    if (reply.kind === 'refused') {
      if (!isNotFitted(reply)) tellSensor(sensor, samples, words.requestRefused(reply.code))
      return
    }
    if (reply.kind === 'oximeter') sensor = sensorState(reply.status) ?? sensor
    tellSensor(sensor, samples)
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
      case 'secondTemperature':
      case 'command':
        return
      default:
        assertNever(reply)
    }
  }

  /** In standby there may be a value, of which the documents disagree: it is never a good one. */
  function reportSpo2({ status, spo2, strength }: OximeterReply, samples: Sample[]): void {
    const quality = qualityOf(strength)
    if (status === OXIMETER_STANDBY) samples.push(vitalSample('spo2', spo2, 'poor'))
    else samples.push(vitalSample('spo2', status === OXIMETER_OPERATING ? spo2 : null, quality))
  }

  /** The cuff's rate belongs to its last result; one from any other source is of now. */
  function reportRate({ isCuffForm, source, rate }: RateReply, samples: Sample[]): void {
    if (source === SOURCE_CUFF) determinations.takeCuffRate(rate)
    if (isCuffForm && source === SOURCE_CUFF) return
    samples.push(vitalSample('pulseRate', source === SOURCE_CUFF ? null : rate, 'good'))
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    for (const byte of bytes) take(byte, atMs, samples)
  })
}

function isPrintable(text: Uint8Array): boolean {
  return text.every(byte => byte >= 0x20 && byte < 0x7f)
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
