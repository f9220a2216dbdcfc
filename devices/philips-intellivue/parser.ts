import type { NibpSample, Quality, Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { failedCuff } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { createFrames } from './frame.ts'
import { type PollResult, readMessage, TICKS_PER_S } from './messages.ts'
import { type Metric, type NumericObject, physio, state } from './numerics.ts'

/** What the monitor last said of the cuff. */
interface Cuff {
  readonly isBusy: boolean
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  /** When it was measured, in whatever clock the monitor says it; null: it does not. */
  readonly stamp: string | null
}

type CuffTime = Pick<NibpSample, 'ageS' | 'takenAt'>

const vitalOf: Readonly<Record<number, StreamVitalId>> = {
  [physio.heartRate]: 'heartRate',
  [physio.spo2]: 'spo2',
  [physio.plethPulse]: 'pulseRate',
  [physio.pulse]: 'pulseRate',
  [physio.respRate]: 'respRate',
}
const isOfCuff = ({ physio: id }: Metric): boolean =>
  id === physio.systolic || id === physio.diastolic || id === physio.mean

/** Reads the numerics of single and extended polls, each part of a long result for itself. */
export function createParser(): Parser {
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellCuff = createStateChange('cuffIdle')
  let hasPlethPulse = false
  let told: string | null = null
  let last: Cuff | null = null
  /** The cuff has stopped measuring, and shows what it showed before: its result may still follow in the next poll. */
  let waiting = false
  /** What the cuff showed before it began, and whether it has been blank since. */
  let before: Cuff | null = null
  let wasBlank = false
  const takeByte = createFrames((bytes, samples) => {
    const message = readMessage(bytes)
    if (!message) return false
    seen.goodFrames += 1
    if (message.kind === 'result') take(message, samples)
    return true
  })

  function take(result: PollResult, samples: Sample[]): void {
    seen.deviceTime = result.time ?? seen.deviceTime
    const object = result.objects.find(({ metrics }) => metrics.some(isOfCuff))
    const cuff = object && readCuff(object)
    if (cuff) tellCuff(cuff.isBusy ? 'cuffInflating' : 'cuffIdle', samples)
    for (const { metrics } of result.objects) for (const metric of metrics) tell(metric, samples)
    if (cuff) takeCuff(cuff, timeOf(object, result), findMetric(result, physio.nibpPulse), samples)
  }

  function tell(metric: Metric, samples: Sample[]): void {
    if (metric.physio === physio.plethPulse) hasPlethPulse = true
    // The pulse of the finger is named as such; the other may be any artery's.
    if (metric.physio === physio.pulse && hasPlethPulse) return
    const vital = vitalOf[metric.physio]
    if (vital) samples.push({ kind: 'vital', vital, value: metric.value, quality: qualityOf(metric) })
  }

  function takeCuff(now: Cuff, time: CuffTime, pulse: Metric | undefined, samples: Sample[]): void {
    const outcome = judge(now)
    last = now
    if (outcome === null) return
    if (outcome === 'failed' || outcome === 'nothing') {
      const error = outcome === 'failed' ? phrase.monitors.noResult : phrase.monitors.noNewReading
      samples.push(failedCuff(error))
      return
    }
    told = now.stamp
    const { systolic, diastolic, mean } = now
    const pulseRate = pulse?.value ?? null
    const nibp: NibpSample = { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok' }
    samples.push({ ...nibp, ...time, ...(outcome === 'standing' && { standing: true }) })
  }

  /**
   * The monitor repeats a result for up to an hour. Where it says when it measured, another time is another result. Elsewhere new
   * is what has changed, or comes back after it was blank while the cuff measured; what stands there at first is of nobody knows
   * when. A measurement after which the old figures stand there, in the next poll too, has given nothing: it was stopped.
   */
  function judge(now: Cuff): 'new' | 'standing' | 'failed' | 'nothing' | null {
    if (now.isBusy) {
      const isGivenUp = waiting
      waiting = false
      if (!last?.isBusy) before = last
      wasBlank = !hasFigures(now) || (wasBlank && (last?.isBusy ?? false))
      return isGivenUp ? 'nothing' : null
    }
    const isEnd = last?.isBusy ?? false
    if (!hasFigures(now)) return isEnd ? 'failed' : null
    const known = isEnd ? before : last
    const hasChanged = known === null || figuresDiffer(known, now) || (isEnd && wasBlank)
    if (now.stamp === null ? hasChanged : now.stamp !== told) {
      waiting = false
      return last === null && now.stamp === null ? 'standing' : 'new'
    }
    const isOver = waiting
    waiting = isEnd
    return isOver ? 'nothing' : null
  }

  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) takeByte(byte, samples)
  })
}

function qualityOf({ value, state: bits }: Metric): Quality {
  if (value === null) return 'noSignal'
  return (bits & state.questionable) === 0 ? 'good' : 'poor'
}

function findMetric({ objects }: PollResult, id: number): Metric | undefined {
  for (const { metrics } of objects) {
    const found = metrics.find(metric => metric.physio === id)
    if (found) return found
  }
  return undefined
}

function readCuff({ metrics, takenAt, takenAtTicks }: NumericObject): Cuff {
  const pressure = (id: number) => metrics.find(metric => metric.physio === id)?.value ?? null
  return {
    // An early systolic is none yet.
    isBusy: metrics.some(metric => isOfCuff(metric) && (metric.state & (state.ongoing | state.early)) !== 0),
    systolic: pressure(physio.systolic),
    diastolic: pressure(physio.diastolic),
    mean: pressure(physio.mean),
    stamp: takenAt ?? takenAtTicks?.toString() ?? null,
  }
}

function hasFigures({ systolic, diastolic }: Cuff): boolean {
  return systolic !== null && diastolic !== null
}

function figuresDiffer(a: Cuff, b: Cuff): boolean {
  return a.systolic !== b.systolic || a.diastolic !== b.diastolic || a.mean !== b.mean
}

/** Both clocks are the monitor's: its offset to ours does not matter. */
function timeOf({ takenAt, takenAtTicks }: NumericObject, { time, ticks }: PollResult): CuffTime {
  if (takenAt !== null) {
    const ageS = time === null ? Number.NaN : (Date.parse(`${time}Z`) - Date.parse(`${takenAt}Z`)) / 1000
    return ageS >= 0 ? { ageS, takenAt } : { takenAt }
  }
  return takenAtTicks === null ? {} : { ageS: Math.round(((ticks - takenAtTicks) >>> 0) / TICKS_PER_S) }
}
