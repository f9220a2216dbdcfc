import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
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
  /** What it tells may have stood there before the line was opened. */
  readonly isFirst: boolean
}

/** Project choice, as everywhere in Vigil: no cuff measures twice in so short a time. */
const SAME_WITHIN_S = 10
/**
 * Some monitors (Comen NC) write the message's own time beside a result of minutes ago: such a time tells nothing, and the same
 * figures stamped “now” again are that result, however long the gap.
 */
const STAMPED_NOW_S = 2
/** Project choice: no monitor repeats a longer list of results. */
const REMEMBERED = 512

interface Known {
  readonly figures: string
  readonly takenAt: Hl7Time | null
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
      if (isStampedNow && one.isStampedNow) return true
      if (one.takenAt === null || takenAt === null) {
        if (one.takenAt === takenAt) return true
        continue
      }
      const passedS = secondsFrom(one.takenAt, takenAt)
      if (passedS !== null && Math.abs(passedS) <= SAME_WITHIN_S) return true
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
      samples.push({ ...result, ...describeTime(takenAt, isStampedNow && sent.isFirst ? null : ageS, sent) })
    },
  }
}

/** null: neither figures nor a failure. */
function resultOf({ systolic, diastolic, mean, cuffPulse }: CuffParts): NibpSample | null {
  const pressures = [systolic, diastolic, mean]
  if (pressures.every(part => part === undefined || part.value === null))
    return pressures.some(part => part?.isInvalid) ? failedCuff(phrase.drivers['hl7-oru'].noValue) : null
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
  const ageS = secondsFrom(takenAt, at)
  return ageS === null ? null : Math.round(Math.max(0, ageS) + lateS)
}

function describeTime(
  takenAt: Hl7Time | null,
  ageS: number | null,
  { isFirst }: Sent,
): Pick<NibpSample, 'ageS' | 'takenAt' | 'standing'> {
  if (ageS !== null) return { ageS }
  // Whose age nobody can tell is no result of now.
  if (takenAt !== null) return { takenAt: toIso(takenAt), standing: true }
  // It stood there when the first message came, and nothing tells since when. Later it has changed while somebody watched.
  return isFirst ? { standing: true } : {}
}
