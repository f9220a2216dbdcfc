import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSample, vitalSamples } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { isOutside, readDateTime, readNumber } from '../kit/text.ts'
import { createTextLines, lastPlaceOf, type TextLine } from '../kit/text-lines.ts'
import { exception } from './exceptions.ts'

/** Longest line known is 170 characters; with room for noise in front of one. */
const LONGEST_LINE = 512

const DATE = /\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d /g
const MAX_PULSE = 300
/** A line of a printed trend: other names than a live line has. */
const TREND = /\d\d:\d\d:\d\d SpO2=\d{3} PR=\d{3} /
const VALUE = /^[\d-]{3}%?$/

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', MAX_PULSE)

/** Values of a line's keys, as text. SPO2, BPM, ALARM and EXC stand in every live line; a trend dump lacks some. */
interface Fields {
  readonly spo2: string
  readonly bpm: string
  readonly exc: string
  readonly pi: string | undefined
}

/** Reads ASCII 1: one line a second of keys and values, by key and never by place. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellSensor = createStateChange('sensorOn')

  function take({ text, bytes, lost }: TextLine, samples: Sample[]): void {
    if (lost > 0) dropped.add(lost, samples)
    const at = lastPlaceOf(text, DATE)
    const fields = at < 0 ? null : readFields(text.slice(at))
    const before = countUnexpected(text.slice(0, Math.max(at, 0)))
    if (!fields) {
      if (TREND.test(text)) tellSensor('searching', samples, phrase.monitors.storedTrend)
      if (countUnexpected(text) > 0) dropped.add(bytes, samples)
      return
    }
    if (before > 0) dropped.add(before, samples)
    dropped.end(samples)
    takeFields(fields, text.slice(at, at + 17), bytes - at, samples)
  }

  function takeFields(fields: Fields, time: string, bytes: number, samples: Sample[]): void {
    const spo2 = readNumber(fields.spo2)
    const pulse = readNumber(fields.bpm)
    const index = readNumber(fields.pi)
    if (isOutside(spo2, 1, 100) || isOutside(pulse, 1, MAX_PULSE) || isOutside(index, 0, 20)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    seen.goodFrames += 1
    seen.deviceTime = readTime(time) ?? seen.deviceTime
    const bits = Number.parseInt(fields.exc, 16)
    const { state, why } = exception.sensorOf(bits)
    tellSensor(state, samples, why && phrase.drivers['masimo-ascii'].sensor[why])
    // Digits may stand there for a while after the finger has left: the exception decides.
    const isOn = state === 'sensorOn'
    const quality = exception.isWarning(bits) ? 'poor' : 'good'
    samples.push(spo2Samples(isOn ? spo2 : null, quality), pulseSamples(isOn ? pulse : null, quality))
    if (fields.pi === undefined) return
    samples.push(vitalSample('perfusionIndex', isOn ? index : null, quality))
  }

  return parserOf(seen, (bytes, samples) => {
    lines.push(bytes, line => take(line, samples))
  })
}

/** Bytes other than the NULs that some units send in front of a line. */
function countUnexpected(text: string): number {
  return text.replaceAll('\0', '').length
}

/** What Vigil reads of a line; null where a needed key is missing, or something stands there that is no text. */
function readFields(line: string): Fields | null {
  const spo2 = fieldOf(line, ' SPO2=')
  const bpm = fieldOf(line, ' BPM=')
  const exc = fieldOf(line, ' EXC=')
  if (spo2 === undefined || bpm === undefined || exc === undefined) return null
  if (fieldOf(line, ' ALARM=') === undefined || !/^[ -~]*$/.test(line)) return null
  // Older firmware writes three digits of EXC, newer up to eight; some lines have a % behind the pulse.
  if (!VALUE.test(spo2) || !VALUE.test(bpm) || !/^[\dA-Fa-f]{1,8}$/.test(exc)) return null
  return { spo2, bpm, exc, pi: fieldOf(line, ' PI=') }
}

/** What follows `key` up to the next blank. */
function fieldOf(line: string, key: string): string | undefined {
  const at = line.indexOf(key)
  if (at < 0) return undefined
  const from = at + key.length
  const end = line.indexOf(' ', from)
  return line.slice(from, end < 0 ? line.length : end)
}

/** 'MM/DD/YY HH:MM:SS' */
function readTime(text: string): string | null {
  const [month = '', day = '', year = ''] = text.slice(0, 8).split('/')
  return readDateTime(year, month, day, text.slice(9))
}
