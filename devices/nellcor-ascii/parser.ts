import type { DeviceState, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSamples } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { isOutside, readDateTime, readNumber } from '../kit/text.ts'
import { createTextLines, lastPlaceOf, type TextLine } from '../kit/text-lines.ts'
import { createPrintoutGate, type Printout } from './printout.ts'

/** Longest line of the printout is 86 characters; with room for noise in front of one. */
const LONGEST_LINE = 512

const DATE = /\d\d-[A-Za-z]{3}-\d\d \d\d:\d\d:\d\d/g
const DATA =
  /^(\d\d)-([A-Za-z]{3})-(\d\d) (\d\d:\d\d:\d\d) +(\d{1,3}|---)\*? +(\d{1,3}|---)\*? +(?:\d{1,3}|---)( .*)?$/
/** What a trend in other forms prints between its headings (NPB-295, graph mode). */
const TEXT = /^[ -~]*$/

/** The monitor's clock goes on by a second or two with each line: so many lines of one time are the same line, again and again. */
const FROZEN_FROM_LINES = 3

/** Status codes with which there is no value, whatever is printed: held values, and zeros during a search. */
const noValue: Readonly<Record<string, Extract<DeviceState, 'noSensor' | 'searching'>>> = {
  SD: 'noSensor',
  SO: 'noSensor',
  PS: 'searching',
  LP: 'searching',
  LM: 'searching',
}

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', 300)

/** What the device page is told while rows come that give no values. */
const withoutValues: Readonly<Record<Exclude<Printout, 'live'>, () => string>> = {
  stored: () => phrase.monitors.storedTrend,
  undecided: () => phrase.drivers['nellcor-ascii'].noHeading,
}

/** Reads the real-time printout line by line. A printed trend (old values, same columns) is passed over. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const gate = createPrintoutGate()
  const tellSensor = createStateChange('sensorOn')
  const tellBattery = createStateChange('batteryOk')
  let lastTime = ''
  let lastDay = ''
  let sameTime = 0

  function take(line: TextLine, atMs: number | undefined, samples: Sample[]): void {
    if (line.lost > 0) dropped.add(line.lost, samples)
    const at = lastPlaceOf(line.text, DATE)
    const row = at < 0 ? null : DATA.exec(line.text.slice(at))
    if (row) {
      if (at > 0) dropped.add(at, samples)
      takeRow(row, line.bytes - at, atMs, samples)
    } else if (gate.takeHeading(line.text)) return
    else if (gate.now !== 'stored' || !TEXT.test(line.text)) dropped.add(line.bytes, samples)
  }

  function takeRow(row: RegExpExecArray, bytes: number, atMs: number | undefined, samples: Sample[]): void {
    const [text, day = '', month = '', year = '', time = '', spo2Text, pulseText, status = ''] = row
    // 0 is no value either: it is printed during a search.
    const spo2 = readNumber(spo2Text) || null
    const pulse = readNumber(pulseText) || null
    dropped.end(samples)
    if (isOutside(spo2, 0, 100) || isOutside(pulse, 0, 300)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    const ownTime = readDateTime(year, month, day, time)
    const printout = gate.takeRow({
      ownMs: ownTime === null ? Number.NaN : Date.parse(`${ownTime}Z`),
      atMs,
      hasStatus: text.includes('*') || status.trim() !== '',
      hasStatusColumn: status !== '',
    })
    if (printout !== 'live') {
      // The right monitor, and the right line: the wrong rows.
      seen.goodFrames += 1
      tellSensor('searching', samples, withoutValues[printout]())
      return
    }
    if (isFrozen(day, time)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    seen.goodFrames += 1
    seen.deviceTime = ownTime ?? seen.deviceTime
    const codes = status.split(' ').filter(code => code !== '')
    const gone = codes.map(code => noValue[code]).find(state => state !== undefined)
    tellSensor(gone ?? 'sensorOn', samples)
    tellBattery(codes.includes('LB') ? 'lowBattery' : 'batteryOk', samples)
    const quality = codes.includes('MO') ? 'poor' : 'good'
    samples.push(spo2Samples(gone ? null : spo2, quality), pulseSamples(gone ? null : pulse, quality))
  }

  /** A stream whose clock stands still is hung, or played back by something on the way: its values are not of now. */
  function isFrozen(day = '', time = ''): boolean {
    sameTime = time === lastTime && day === lastDay ? sameTime + 1 : 1
    lastTime = time
    lastDay = day
    return sameTime >= FROZEN_FROM_LINES
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    lines.push(bytes, line => take(line, atMs, samples))
  })
}
