import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../dropped-bytes.ts'
import { vitalSamples } from '../sample-tables.ts'
import { createTextLines, lastPlaceOf, type TextLine } from '../text-lines.ts'

/** Longest line of the printout is 86 characters; with room for noise in front of one. */
const LONGEST_LINE = 512

const DATE = /\d\d-[A-Za-z]{3}-\d\d \d\d:\d\d:\d\d/g
const DATA =
  /^(\d\d)-([A-Za-z]{3})-(\d\d) (\d\d:\d\d:\d\d) +(\d{1,3}|---)\*? +(\d{1,3}|---)\*? +(?:\d{1,3}|---)( .*)?$/
/** Lines 1 to 3 of a page: model and limits, patient mode, column heading. */
const HEADING = /VERSION|^ *(ADULT|NEO)\b|^TIME\b.*(SpO2|SPO2)/
const TREND = /TREND|Output Complete/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

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

/** Reads the real-time printout line by line. A printed trend (old values, same columns) is passed over. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  let goodFrames = 0
  let deviceTime: string | null = null
  let sensor: DeviceState = 'sensorOn'
  let battery: DeviceState = 'batteryOk'
  let trend = false
  let lastTime = ''
  let lastDay = ''
  let sameTime = 0

  function take(line: TextLine, samples: Sample[]): void {
    if (line.lost > 0) dropped.add(line.lost, samples)
    const at = lastPlaceOf(line.text, DATE)
    const row = at < 0 ? null : DATA.exec(line.text.slice(at))
    if (row) {
      if (at > 0) dropped.add(at, samples)
      if (!trend) takeRow(row, line.bytes - at, samples)
    } else if (at >= 0 || !isHeading(line.text)) dropped.add(line.bytes, samples)
  }

  /** Headings tell whether what follows is live; blank lines tell nothing. */
  function isHeading(text: string): boolean {
    if (TREND.test(text)) trend = !text.includes('Output Complete')
    else if (text.includes('VERSION')) trend = false
    return TREND.test(text) || HEADING.test(text) || text.trim() === ''
  }

  function takeRow(row: RegExpExecArray, bytes: number, samples: Sample[]): void {
    const [, day, month, year, time, spo2Text, pulseText, status] = row
    const spo2 = toNumber(spo2Text)
    const pulse = toNumber(pulseText)
    dropped.end(samples)
    if ((spo2 ?? 0) > 100 || (pulse ?? 0) > 300) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    if (isFrozen(day, time)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes })
      return
    }
    goodFrames += 1
    deviceTime = readTime(day, month, year, time) ?? deviceTime
    const codes = (status ?? '').split(' ').filter(code => code !== '')
    const gone = codes.map(code => noValue[code]).find(state => state !== undefined)
    tellState(gone ?? 'sensorOn', codes.includes('LB') ? 'lowBattery' : 'batteryOk', samples)
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

  function tellState(sensorNow: DeviceState, batteryNow: DeviceState, samples: Sample[]): void {
    if (sensorNow !== sensor) samples.push({ kind: 'device', state: sensorNow })
    if (batteryNow !== battery) samples.push({ kind: 'device', state: batteryNow })
    sensor = sensorNow
    battery = batteryNow
  }

  return {
    push(bytes) {
      const samples: Sample[] = []
      lines.push(bytes, line => take(line, samples))
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

/** 0 is no value either: it is printed during a search. */
function toNumber(text: string | undefined): number | null {
  const number = Number(text)
  return Number.isNaN(number) || number === 0 ? null : number
}

function readTime(day = '', month = '', year = '', time = ''): string | null {
  const number = months.indexOf(month.toLowerCase()) + 1
  if (number === 0) return null
  // These monitors were first sold in the nineties.
  const century = Number(year) >= 90 ? '19' : '20'
  return `${century}${year}-${String(number).padStart(2, '0')}-${day}T${time}`
}
