import type { DeviceState, NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { failedCuff, vitalSample } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { createTextLines, type TextLine } from '../kit/text-lines.ts'
import { cuffFault, type DataLine, OXIMETER_FAULTS, oximeter, readLine } from './line.ts'

/** The longest line has 43 characters; with room for noise in front of one. */
const LONGEST_LINE = 512
const MINUTE_S = 60
/** Its minutes and ours may lie so far apart before they say that its count began anew. */
const AGE_WITHIN_MINUTES = 2
const NOT_FOUND = oximeter.noSensor | oximeter.sensorOff | oximeter.search | oximeter.noPulse
const DOUBTFUL = oximeter.interference | oximeter.weak
const words = phrase.drivers['accutorr-3']

/** Of one cuff result that the monitor repeats with every line. */
interface Known {
  readonly data: DataLine
  readonly atMs: number | undefined
}

/** Reads the answers to `P`. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  /** Units without an oximeter print dashes, and never a status of one. */
  let hasOximeter = false
  let last: Known | null = null

  function take({ text, bytes, lost }: TextLine, atMs: number | undefined, samples: Sample[]): void {
    if (lost > 0) dropped.add(lost, samples)
    const line = readLine(text)
    if (line === null) {
      if (text.replaceAll('>', '').trim() !== '') dropped.add(bytes, samples)
      return
    }
    const before = text.slice(0, line.at).replaceAll('>', '').length
    if (before > 0) dropped.add(before, samples)
    dropped.end(samples)
    if (line.kind === 'range') {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: bytes - line.at })
      return
    }
    seen.goodFrames += 1
    // Switched on anew: its minutes are counted from nowhere that is known.
    if (line.kind === 'greeting' && last) last = { ...last, data: { ...last.data, ageMinutes: null } }
    if (line.kind === 'data') report(line.data, atMs, samples)
  }

  function report(data: DataLine, atMs: number | undefined, samples: Sample[]): void {
    hasOximeter ||= data.spo2 !== null || data.oximeter !== 0
    const hasFault = (data.oximeter & NOT_FOUND) !== 0 || (data.oximeterFaults & OXIMETER_FAULTS) !== 0
    const isOrdered = hasOrder(data)
    tellSensor(sensorState(data), samples, describe(data, hasOximeter, isOrdered))
    const quality = (data.oximeter & DOUBTFUL) === 0 ? 'good' : 'poor'
    if (hasOximeter) samples.push(vitalSample('spo2', hasFault ? null : data.spo2, quality))
    const isHeld = hasFault && data.spo2 !== null
    // Without a saturation the pulse can only be the cuff's, of whatever age.
    const pulseQuality = data.spo2 === null ? 'poor' : quality
    if (hasOximeter || data.pulse !== null)
      samples.push(vitalSample('pulseRate', isHeld ? null : data.pulse, pulseQuality))
    reportCuff(data, isOrdered, atMs, samples)
    last = { data, atMs }
  }

  function reportCuff(data: DataLine, isOrdered: boolean, atMs: number | undefined, samples: Sample[]): void {
    const { systolic, mean, diastolic, ageMinutes } = data
    const age = ageMinutes === null ? {} : { ageS: ageMinutes * MINUTE_S }
    if (isOrdered && isNewResult(data, atMs)) {
      const result: NibpSample = {
        kind: 'nibp',
        systolic,
        diastolic,
        mean,
        pulseRate: null,
        status: 'ok',
        ...age,
      }
      samples.push(ageMinutes === null && last === null ? { ...result, standing: true } : result)
    }
    const fault = faultOf(data)
    if (fault === undefined || data.cuffFaults === last?.data.cuffFaults) return
    // Of a failure that was there before the line was opened nothing tells the age.
    samples.push(last === null ? { ...failedCuff(fault), standing: true } : failedCuff(fault))
  }

  /** Other pressures are another result, whatever else; the same are one only where its count of minutes began anew. */
  function isNewResult(data: DataLine, atMs: number | undefined): boolean {
    if (last === null || !hasOrder(last.data)) return true
    const before = last.data
    if (data.systolic !== before.systolic || data.mean !== before.mean || data.diastolic !== before.diastolic)
      return true
    // A run that failed leaves the old pressures, and perhaps a new count.
    if (data.cuffFaults !== 0 || data.ageMinutes === null || before.ageMinutes === null) return false
    if (data.ageMinutes < before.ageMinutes) return true
    if (atMs === undefined || last.atMs === undefined) return false
    const passed = (atMs - last.atMs) / 1000 / MINUTE_S
    return before.ageMinutes + passed - data.ageMinutes > AGE_WITHIN_MINUTES
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    lines.push(bytes, line => take(line, atMs, samples))
  })
}

/** The manual's own list has this order, its printed example another: neither is guessed at. */
function hasOrder({ systolic, mean, diastolic }: DataLine): boolean {
  return systolic !== null && mean !== null && diastolic !== null && diastolic < mean && mean < systolic
}

/** What went wrong with the last cuff run, in words. */
function faultOf({ cuffFaults: bits }: DataLine): string | undefined {
  if ((bits & cuffFault.overpressure) !== 0) return words.failures.overpressure
  return (bits & cuffFault.motionArtefact) === 0 ? undefined : words.failures.motionArtefact
}

function sensorState({ oximeter: bits }: DataLine): DeviceState {
  if ((bits & (oximeter.noSensor | oximeter.sensorOff)) !== 0) return 'noSensor'
  return (bits & (oximeter.search | oximeter.noPulse)) === 0 ? 'sensorOn' : 'searching'
}

function describe(data: DataLine, hasOximeter: boolean, isOrdered: boolean): string | undefined {
  const hasPressures = data.systolic !== null && data.mean !== null && data.diastolic !== null
  const reasons = [
    hasOximeter && (data.oximeterFaults & OXIMETER_FAULTS) !== 0
      ? words.oximeterFault(data.oximeterFaults)
      : undefined,
    (data.oximeter & oximeter.checkSite) === 0 ? undefined : words.checkSite,
    hasPressures && !isOrdered ? words.outOfOrder : undefined,
  ].filter(reason => reason !== undefined)
  return reasons.length === 0 ? undefined : reasons.join('; ')
}
