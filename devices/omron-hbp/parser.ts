import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { failedCuff } from '../kit/samples.ts'
import { isOutside, readDateTime, readNumber } from '../kit/text.ts'
import { createTextLines, type TextLine } from '../kit/text-lines.ts'

const LONGEST_LINE = 256
/** Format 5: date, time, 20 characters of ID, error, systolic, diastolic, pulse, movement; 53 characters. */
const FORMAT_5 = /(\d{4}),(\d\d),(\d\d),(\d\d),(\d\d),.{20},(\d),([\d ]{3}),([\d ]{3}),([\d ]{3}),(\d)$/
/** HBP-9020, mode 5: ID, date, time, systolic, mean, diastolic, pulse, movement. */
const MODE_5 = /bp,.{20},(\d{4})\/(\d\d)\/(\d\d),(\d\d):(\d\d),(\d{3}),(\d{3}),(\d{3}),(\d{3}),(\d)$/
/** The ranges the device itself states, mmHg and /min. */
const ranges = { systolic: [60, 260], diastolic: [30, 215], pulse: [40, 180] } as const
/** Some USB bridges tell a record twice. */
const SAME_RECORD_MS = 5000

interface Result {
  readonly takenAt: string
  /** 0: good. */
  readonly error: number
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  readonly pulse: number | null
  /** Where the record begins in its line. */
  readonly at: number
}

/** Reads one record for each measurement. Every record is a new one. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  let last: { readonly record: string; readonly atMs: number } | null = null

  function take({ text, bytes, lost }: TextLine, atMs: number | undefined, samples: Sample[]): void {
    if (lost > 0) dropped.add(lost, samples)
    const result = readFormat5(text) ?? readMode5(text)
    if (!result) {
      if (text.trim() !== '') dropped.add(bytes, samples)
      return
    }
    if (result.at > 0) dropped.add(result.at, samples)
    dropped.end(samples)
    if (!isPossible(result)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: bytes - result.at })
      return
    }
    seen.goodFrames += 1
    // The device tells no seconds.
    seen.deviceTime = result.takenAt.slice(0, 'YYYY-MM-DDTHH:MM'.length)
    const record = text.slice(result.at)
    const isRepeated = atMs !== undefined && last?.record === record && atMs - last.atMs <= SAME_RECORD_MS
    if (atMs !== undefined) last = { record, atMs }
    if (!isRepeated) samples.push(toSample(result))
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    lines.push(bytes, line => take(line, atMs, samples))
  })
}

function readFormat5(text: string): Result | null {
  const found = FORMAT_5.exec(text)
  if (!found) return null
  const [, year = '', month = '', day = '', hour, minute, error, systolic, diastolic, pulse] = found
  const takenAt = readDateTime(year, month, day, `${hour}:${minute}`)
  if (takenAt === null) return null
  return {
    takenAt,
    error: Number(error),
    systolic: readNumber(systolic),
    diastolic: readNumber(diastolic),
    mean: null,
    pulse: readNumber(pulse),
    at: found.index,
  }
}

function readMode5(text: string): Result | null {
  const found = MODE_5.exec(text)
  if (!found) return null
  const [, year = '', month = '', day = '', hour, minute, systolic, mean, diastolic, pulse] = found
  const takenAt = readDateTime(year, month, day, `${hour}:${minute}`)
  if (takenAt === null) return null
  return {
    takenAt,
    error: 0,
    systolic: readNumber(systolic),
    diastolic: readNumber(diastolic),
    mean: readNumber(mean),
    pulse: readNumber(pulse),
    at: found.index,
  }
}

function isPossible({ error, systolic, diastolic, mean, pulse }: Result): boolean {
  if (error !== 0) return true
  if (systolic === null || diastolic === null || pulse === null || systolic <= diastolic) return false
  if (mean !== null && (mean <= diastolic || mean >= systolic)) return false
  return !(
    isOutside(systolic, ...ranges.systolic) ||
    isOutside(diastolic, ...ranges.diastolic) ||
    isOutside(pulse, ...ranges.pulse)
  )
}

function toSample({ takenAt, error, systolic, diastolic, mean, pulse }: Result): NibpSample {
  if (error === 0) return { kind: 'nibp', systolic, diastolic, mean, pulseRate: pulse, status: 'ok', takenAt }
  return { ...failedCuff(phrase.monitors.code(String(error))), takenAt }
}
