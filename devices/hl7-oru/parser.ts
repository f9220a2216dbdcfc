import type { Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { type CodeTable, findMeaning, makeCodeTable } from './codes.ts'
import { createCuffResults } from './cuff.ts'
import { createLateness } from './lateness.ts'
import { type Header, type Observation, readHeader, readPatients } from './message.ts'
import { createMllpFrames } from './mllp.ts'
import { createMoving, newestOf } from './moving.ts'
import { createOneBed } from './one-bed.ts'
import { type CuffResult, type Streamed, sortOut } from './sort-out.ts'
import { type Hl7Time, secondsFrom, toIso } from './time.ts'

const words = phrase.drivers['hl7-oru']

export const RESULTS = 'ORU^R01'
/** A streamed value that is older when it comes is none of now: after so long without one, Vigil has none. */
const LIVE_WITHIN_S = 10
/** Nothing of the own bed for so long: what is said then is of its silence. */
const OWN_SILENT_MS = 10_000
/** Of two codes for one vital sign the preferred is taken, unless the other is newer by more than so much. */
const AS_NEW_WITHIN_S = 2
/** Cuff results that wait for the sender's clock. */
const WAITING_AT_MOST = 512

interface Candidate extends Streamed {
  /** s; infinite: nothing tells. */
  readonly ageS: number
}

/** Reads ORU^R01 messages; others are good frames that say nothing. Who the patient is stays unread. */
export function createParser(codes: CodeTable = makeCodeTable()): Parser {
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellState = createStateChange('sensorOn')
  const cuff = createCuffResults()
  const latenessOf = createLateness()
  const isMoving = createMoving()
  const beds = createOneBed()
  let waiting: (CuffResult & { readonly sentAt: Hl7Time | null })[] = []
  let hasStood = false
  let lastText = ''
  let own: { readonly state: 'sensorOn' | 'searching'; readonly advice: readonly string[] } = {
    state: 'sensorOn',
    advice: [],
  }
  let ownMs: number | undefined
  let atMs: number | undefined

  function tellSensor(samples: Sample[]): void {
    const isSilent = atMs !== undefined && (ownMs === undefined || atMs - ownMs > OWN_SILENT_MS)
    const advice = [...(isSilent ? [] : own.advice), ...(beds.isMixed() ? [words.otherBed] : [])]
    tellState(
      isSilent ? 'searching' : own.state,
      samples,
      advice.length === 0 ? undefined : advice.join('; '),
    )
  }

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
    // What tells nothing that is shown, as a sign of life, may come without bed and patient: it decides nothing.
    const patients = readPatients(text, header).filter(({ observations }) =>
      observations.some(observation => findMeaning(codes, observation) !== null),
    )
    const ours = patients.filter(({ place }) => beds.takes(place))
    if (ours.length > 0 || patients.length === 0) {
      ownMs = atMs
      if (isMadeUp(header)) own = { state: 'searching', advice: [words.madeUp] }
      else {
        report(
          ours.flatMap(({ observations }) => observations),
          sentAt,
          samples,
        )
        return
      }
    }
    tellSensor(samples)
  })

  function report(observations: readonly Observation[], sentAt: Hl7Time | null, samples: Sample[]): void {
    const { vitals: told, cuffs, advice } = sortOut(observations, codes)
    // Where the message tells no time of its own, the newest of its values does, if it moves with our clock.
    const clock = sentAt ?? newestOf([...told.values()].flat())
    const { lateS, isSettled } = latenessOf(clock, atMs)
    const moves = clock !== null || isMoving([...told.values()].flat(), atMs)
    const vitals = new Map<StreamVitalId, Candidate>()
    for (const [vital, all] of told) {
      const aged = all.map(one => ({
        ...one,
        ageS: moves ? ageOf(one.takenAt, clock, lateS) : Number.POSITIVE_INFINITY,
      }))
      vitals.set(
        vital,
        aged.reduce((best, other) => (isBetter(other, best) ? other : best)),
      )
    }
    const live = isSettled ? [...vitals].filter(([, { ageS }]) => ageS <= LIVE_WITHIN_S) : []
    if (live.length < vitals.size) advice.add(isSettled ? words.stored : words.settling)
    // A reason for having no temperature is none for having no saturation.
    const hasSpo2 = live.some(
      ([
        vital,
        {
          told: { value },
        },
      ]) => vital === 'spo2' && value !== null,
    )
    own = { state: advice.size === 0 || hasSpo2 ? 'sensorOn' : 'searching', advice: [...advice] }
    tellSensor(samples)
    for (const [
      vital,
      {
        told: { value, quality },
      },
    ] of live)
      samples.push(vitalSample(vital, value, quality))
    waiting = [...waiting, ...cuffs.map(result => ({ ...result, sentAt: clock }))].slice(-WAITING_AT_MOST)
    if (isSettled) tellCuffs(clock, lateS, samples)
  }

  /** Those that came before the sender's clock was known have grown older since. */
  function tellCuffs(sentAt: Hl7Time | null, lateS: number, samples: Sample[]): void {
    for (const { parts, takenAt, sentAt: at } of waiting) {
      const sinceS = at === null || sentAt === null ? 0 : Math.max(0, secondsFrom(at, sentAt) ?? 0)
      cuff.take(parts, takenAt, { at, lateS: lateS + sinceS, isFirst: !hasStood }, samples)
    }
    waiting = []
    hasStood = true
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

/** One with a value before one without, then one that is newer, then the one that the table prefers, then the last. */
function isBetter(one: Candidate, other: Candidate): boolean {
  const isSame = one.rank === other.rank
  const newerS = one.ageS === other.ageS ? 0 : other.ageS - one.ageS
  // Of one code the newest says how it is, also that there is no value any more.
  if (isSame && newerS !== 0) return newerS > 0
  const hasValue = ({ told, ageS }: Candidate) => told.value !== null && ageS <= LIVE_WITHIN_S
  if (hasValue(one) !== hasValue(other)) return hasValue(one)
  if (Math.abs(newerS) > AS_NEW_WITHIN_S) return newerS > 0
  return one.rank <= other.rank
}

/** Seconds; a time ahead of the message's is of now. Without seconds it is older only where a whole minute has passed. */
function ageOf(takenAt: Hl7Time | null, at: Hl7Time | null, lateS: number): number {
  if (takenAt === null || at === null) return lateS
  const apartS = secondsFrom(takenAt, at)
  if (apartS === null) return Number.POSITIVE_INFINITY
  const slackS = takenAt.isToMinute || at.isToMinute ? 60 : 0
  return Math.max(0, apartS - slackS) + lateS
}
