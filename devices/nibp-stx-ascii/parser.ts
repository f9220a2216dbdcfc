import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { failedCuff } from '../kit/samples.ts'
import { readNumber } from '../kit/text.ts'
import { busyStates, failureOf, goodCodes, heldFor, LEAK_TEST_FAILED } from './codes.ts'
import { ETX, STX, sumOf } from './frame.ts'

const words = phrase.drivers['nibp-stx-ascii']

/** The result is the longest text. */
const LONGEST = 39
const PRESSURE = /^\d{3}C.S(.)$/
const END_OF_STREAM = /^999/
/** State, mode, cycle, message code, pressures, pulse, timer, checksum. */
const RESULT = /^S(.);A.;C..;M(..);P([\d-]{3})([\d-]{3})([\d-]{3});R([\d-]{3});T.{4};;([\dA-F]{2})$/
/** Some modules are said to put 0 or 1 into the pulse field. */
const LEAST_PULSE = 20
const CR = 0x0d
/** No cuff holds more, mmHg. */
const HIGHEST = 300
/** While it works it tells its pressure several times a second: a result after so long a silence of that means it has ended. */
const STREAM_OVER_MS = 2000

/**
 * Reads what stands between 02 and 03. A result is new if the cuff has measured since the last one, and done nothing else: a leak test
 * and the manometer end as a measurement does, and leave the old result. The first result that comes without is of nobody knows when, and
 * further ones are the same. A measurement that was broken off leaves the result before it
 * standing there: one that is the same to the letter is not given a second time.
 */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  let text: string | null = null
  const seen = { goodFrames: 0 }
  let isTight = false
  /** What the cuff has been doing since it was slack. */
  let hasMeasured = false
  let hasHeld = false
  let isFresh = false
  let lastResult: string | null = null
  let nowMs: number | undefined
  let pressureMs: number | undefined

  function take(byte: number, samples: Sample[]): void {
    if (byte === STX) {
      if (text !== null) dropped.add(text.length + 1, samples)
      text = ''
    } else if (text === null) {
      if (byte !== CR) dropped.add(1, samples)
    } else if (byte === ETX) {
      takeText(text, samples)
      text = null
    } else if (text.length < LONGEST) text += String.fromCharCode(byte)
    else {
      dropped.add(text.length + 2, samples)
      text = null
    }
  }

  function takeText(given: string, samples: Sample[]): void {
    const result = RESULT.exec(given)
    const pressure = PRESSURE.exec(given)
    if (!result && !pressure && !END_OF_STREAM.test(given)) {
      dropped.add(given.length + 2, samples)
      return
    }
    dropped.end(samples)
    if (result && result[7] !== sumOf(given.slice(0, -2))) {
      samples.push({ kind: 'badFrame', reason: 'checksum', bytes: given.length + 2 })
      return
    }
    if (result && isImpossible(result)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: given.length + 2 })
      return
    }
    seen.goodFrames += 1
    if (result) takeResult(result, given, samples)
    else if (pressure) takePressure(pressure[1] ?? '', samples)
    else takeEnd(samples)
  }

  function takePressure(state: string, samples: Sample[]): void {
    const detail = heldFor(state)
    const isNews = !isTight || (detail !== undefined && !hasHeld)
    if (isNews) samples.push({ kind: 'device', state: 'cuffInflating', ...(detail && { detail }) })
    isTight = true
    hasHeld ||= detail !== undefined
    hasMeasured ||= detail === undefined
    pressureMs = nowMs
  }

  function takeEnd(samples: Sample[]): void {
    if (isTight) samples.push({ kind: 'device', state: 'cuffIdle' })
    isFresh = hasMeasured && !hasHeld
    // What stands there after something else than a measurement is known to be old.
    if (hasHeld) lastResult ??= ''
    isTight = false
    hasMeasured = false
    hasHeld = false
  }

  function takeResult(result: RegExpExecArray, given: string, samples: Sample[]): void {
    const wasBrokenOff = isTight && isStreamOver()
    // The module has been asked while it works: what it gives is still the result before.
    if (isTight && !wasBrokenOff) return
    if (wasBrokenOff) takeEnd(samples)
    if (!isFresh && lastResult !== null) return
    const [, state = '', code = ''] = result
    if (busyStates.includes(state) || code === LEAK_TEST_FAILED) return
    const sample = readResult(result)
    // Before its first measurement a module has no result: that is no failure of one.
    if (!isFresh && sample.status === 'failed' && goodCodes.includes(code)) return
    // Without the end's own word, only what differs from the result before is surely another.
    const isUndated = !isFresh || (wasBrokenOff && lastResult === null)
    if (isUndated) samples.push({ ...sample, standing: true })
    else if (sample.status === 'ok' && given === lastResult)
      samples.push(failedCuff(wasBrokenOff ? words.brokenOff : words.noNewResult))
    else samples.push(sample)
    isFresh = false
    lastResult = given
  }

  /** Without times nothing tells how long the pressure has been silent. */
  function isStreamOver(): boolean {
    return nowMs !== undefined && pressureMs !== undefined && nowMs - pressureMs > STREAM_OVER_MS
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    nowMs = atMs
    for (const byte of bytes) take(byte, samples)
  })
}

/** 000 is no value either. */
function readValue(text: string | undefined): number | null {
  return readNumber(text) || null
}

/** Figures that no measurement gives, such as those of a board's start message. */
function isImpossible([, , , systolicText, diastolicText, meanText]: RegExpExecArray): boolean {
  const systolic = readValue(systolicText)
  const diastolic = readValue(diastolicText)
  if (systolic === null || diastolic === null) return false
  return systolic > HIGHEST || diastolic >= systolic || (readValue(meanText) ?? 0) > systolic
}

function readResult(found: RegExpExecArray): NibpSample {
  const [, , code = '', systolicText, diastolicText, meanText, pulseText] = found
  const systolic = readValue(systolicText)
  const diastolic = readValue(diastolicText)
  if (!goodCodes.includes(code) || systolic === null || diastolic === null) return failedCuff(failureOf(code))
  const pulse = readValue(pulseText)
  const pulseRate = pulse !== null && pulse >= LEAST_PULSE ? pulse : null
  return { kind: 'nibp', systolic, diastolic, mean: readValue(meanText), pulseRate, status: 'ok' }
}
