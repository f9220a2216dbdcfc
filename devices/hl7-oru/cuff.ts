import type { NibpSample, Sample } from '../../shared/reading.ts'
import { failedCuff } from '../kit/samples.ts'
import { type Hl7Time, secondsFrom, toIso } from './time.ts'
import type { Told } from './values.ts'

/** What one message says of one measurement. */
export interface CuffParts {
  readonly systolic?: Told
  readonly diastolic?: Told
  readonly mean?: Told
  readonly cuffPulse?: Told
}

/** When a message was sent, and how much later than others it came. */
export interface Sent {
  readonly at: Hl7Time | null
  readonly lateS: number
  readonly isFirst: boolean
}

/** Project choice, as everywhere in Vigil: no cuff measures twice in so short a time. */
const SAME_WITHIN_S = 10
/**
 * Project choice: some monitors (Comen NC) write the message's own time beside a result of minutes ago. The same figures stamped
 * “now” again within so long are that result: sooner than a minute and a half hardly any cuff measures twice with the same three.
 */
const STAMPED_AGAIN_WITHIN_S = 90
const STAMPED_NOW_S = 2
/** Monitors that repeat a list of results repeat few. */
const REMEMBERED = 16
const NO_VALUE = 'no value (INV)'

interface Known {
  readonly figures: string
  takenAt: Hl7Time | null
  readonly isStampedNow: boolean
}

/** Tells each measurement once, however often the monitor repeats it. */
export function createCuffResults(): {
  take(parts: CuffParts, takenAt: Hl7Time | null, sent: Sent, samples: Sample[]): void
} {
  let known: Known[] = []

  function isAgain(figures: string, takenAt: Hl7Time | null, isStampedNow: boolean): boolean {
    for (const one of known) {
      if (one.figures !== figures) continue
      if (one.takenAt === null || takenAt === null) return one.takenAt === takenAt
      const passedS = secondsFrom(one.takenAt, takenAt)
      if (Math.abs(passedS) <= SAME_WITHIN_S) {
        if (isStampedNow && one.isStampedNow) one.takenAt = takenAt
        return true
      }
      if (!isStampedNow || !one.isStampedNow || passedS < 0 || passedS > STAMPED_AGAIN_WITHIN_S) continue
      one.takenAt = takenAt
      return true
    }
    return false
  }

  return {
    take(parts, takenAt, sent, samples) {
      const result = resultOf(parts)
      if (result === null) return
      const { systolic, diastolic, mean, status } = result
      const figures = `${systolic} ${diastolic} ${mean} ${status}`
      const ageS = ageOf(takenAt, sent)
      const isStampedNow = ageS !== null && ageS <= STAMPED_NOW_S + sent.lateS
      if (isAgain(figures, takenAt, isStampedNow)) return
      known = [{ figures, takenAt, isStampedNow }, ...known].slice(0, REMEMBERED)
      samples.push({ ...result, ...describeTime(takenAt, ageS, sent) })
    },
  }
}

/** null: neither figures nor a failure. */
function resultOf({ systolic, diastolic, mean, cuffPulse }: CuffParts): NibpSample | null {
  const pressures = [systolic, diastolic, mean]
  if (pressures.every(part => part === undefined || part.value === null))
    return pressures.some(part => part?.isInvalid) ? failedCuff(NO_VALUE) : null
  return {
    kind: 'nibp',
    systolic: systolic?.value ?? null,
    diastolic: diastolic?.value ?? null,
    mean: mean?.value ?? null,
    pulseRate: cuffPulse?.value ?? null,
    status: 'ok',
  }
}

/** Seconds since it was measured; null: nothing tells. A time ahead of the message's is of another clock: of now. */
function ageOf(takenAt: Hl7Time | null, { at, lateS }: Sent): number | null {
  if (takenAt === null || at === null) return null
  return Math.round(Math.max(0, secondsFrom(takenAt, at)) + lateS)
}

function describeTime(
  takenAt: Hl7Time | null,
  ageS: number | null,
  { isFirst }: Sent,
): Pick<NibpSample, 'ageS' | 'takenAt' | 'standing'> {
  if (ageS !== null) return { ageS }
  const told = takenAt === null ? {} : { takenAt: toIso(takenAt) }
  // It stood there when the first message came, and nothing tells since when.
  return isFirst ? { ...told, standing: true } : told
}
