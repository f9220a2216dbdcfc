import type { Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Parser } from '../driver.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { type CodeTable, findMeaning, makeCodeTable } from './codes.ts'
import { type CuffParts, createCuffResults, type Sent } from './cuff.ts'
import { createLateness } from './lateness.ts'
import { type Header, type Observation, readBed, readHeader, readObservations } from './message.ts'
import { createMllpFrames } from './mllp.ts'
import { createOneBed } from './one-bed.ts'
import { type Hl7Time, secondsFrom, toIso } from './time.ts'
import { MADE_UP_ADVICE, readValue, type Told } from './values.ts'

export const RESULTS = 'ORU^R01'
/** A streamed value that is older when it comes is none of now: after so long without one, Vigil has none. */
const LIVE_WITHIN_S = 10
const STORED = 'stored data: values come more than 10 s after they were measured'

const OTHER_BED =
  'messages of another bed come too, and are passed over: let the gateway send those of one bed to this address'

interface Candidate {
  readonly told: Told
  readonly rank: number
  readonly ageS: number
}

/** Reads ORU^R01 messages; others are good frames that say nothing. Who the patient is stays unread. */
export function createParser(codes: CodeTable = makeCodeTable()): Parser {
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellSensor = createStateChange('sensorOn')
  const cuff = createCuffResults()
  const latenessOf = createLateness()
  const beds = createOneBed()
  let isFirst = true
  let lastText = ''
  let atMs: number | undefined

  const takeBytes = createMllpFrames((text, frameBytes, samples) => {
    const header = readHeader(text)
    if (header === null) {
      samples.push({ kind: 'badFrame', reason: 'framing', bytes: frameBytes })
      return
    }
    seen.goodFrames += 1
    const { sentAt } = header
    if (sentAt) seen.deviceTime = toIso(sentAt)
    // Who has lost our answer sends the same again, with the same number and time.
    const isRepeated = sentAt !== null && text === lastText
    lastText = text
    if (header.type !== RESULTS || isRepeated) return
    if (!beds.takes(readBed(text, header), atMs)) return
    if (isMadeUp(header)) {
      tellSensor('searching', samples, MADE_UP_ADVICE)
      return
    }
    const sent: Sent = { at: sentAt, lateS: latenessOf(sentAt, atMs), isFirst }
    isFirst = false
    report(readObservations(text, header), sent, samples)
  })

  function report(observations: readonly Observation[], sent: Sent, samples: Sample[]): void {
    const vitals = new Map<StreamVitalId, Candidate>()
    const cuffs = new Map<number | null, { parts: CuffParts; takenAt: Hl7Time | null }>()
    const advice = new Set<string>()
    for (const observation of observations) {
      const meaning = findMeaning(codes, observation)
      if (meaning === null) continue
      const { measured, rank } = meaning
      const told = readValue(observation, measured)
      if (told.advice !== undefined) advice.add(told.advice)
      const { takenAt } = observation
      switch (measured) {
        case 'systolic':
        case 'diastolic':
        case 'mean':
        case 'cuffPulse': {
          const key = takenAt?.localMs ?? null
          const known = cuffs.get(key)
          // The first of several stands: one cuff is told by one place.
          const parts: CuffParts = { [measured]: told, ...known?.parts }
          cuffs.set(key, { parts, takenAt })
          break
        }
        default: {
          const candidate = { told, rank, ageS: ageOf(takenAt, sent) }
          const known = vitals.get(measured)
          if (known === undefined || isBetter(candidate, known)) vitals.set(measured, candidate)
        }
      }
    }
    const live = [...vitals].filter(([, { ageS }]) => ageS <= LIVE_WITHIN_S)
    if (live.length < vitals.size) advice.add(STORED)
    if (beds.isMixed(atMs)) advice.add(OTHER_BED)
    // A reason for having no temperature is none for having no saturation.
    const hasSpo2 = live.some(([vital, { told }]) => vital === 'spo2' && told.value !== null)
    const state = advice.size === 0 || hasSpo2 ? 'sensorOn' : 'searching'
    tellSensor(state, samples, advice.size === 0 ? undefined : [...advice].join('; '))
    for (const [vital, { told }] of live) samples.push(vitalSample(vital, told.value, told.quality))
    for (const { parts, takenAt } of cuffs.values()) cuff.take(parts, takenAt, sent, samples)
  }

  return parserOf(seen, (bytes, samples, nowMs) => {
    atMs = nowMs
    takeBytes(bytes, samples)
  })
}

/** MSH-11: a training or a debugging message is of no patient (HL7 table 0103). */
function isMadeUp({ processingId }: Header): boolean {
  return /^[TD]/.test(processingId)
}

/** One with a value before one without, then the one that the table prefers. */
function isBetter(one: Candidate, other: Candidate): boolean {
  const hasValue = ({ told, ageS }: Candidate) => told.value !== null && ageS <= LIVE_WITHIN_S
  if (hasValue(one) !== hasValue(other)) return hasValue(one)
  return one.rank < other.rank
}

function ageOf(takenAt: Hl7Time | null, { at, lateS }: Sent): number {
  return takenAt === null || at === null ? lateS : Math.max(0, secondsFrom(takenAt, at)) + lateS
}
