import { isOnlySettling } from '../plausibility.ts'
import type { Reading } from '../reading.ts'
import { passedMs } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import { byTimeTaken, type Instant, MINUTE_MS } from '../time.ts'
import { pressureIds, type VitalId, vitalRow } from '../vitals.ts'
import type { ReportWords } from '../words/report.ts'

/** An extreme of the session, with the minutes that really passed from T0. */
export interface Peak {
  readonly vital: VitalId
  readonly side: 'high' | 'low'
  /** Told while its sensor settled. */
  readonly settling?: true
  readonly value: number
  readonly unit: string
  readonly minutes: number
  /** The reading was entered after newer ones (AR-16). */
  readonly enteredLate?: true
}

/**
 * The extremes that the rows of `vitals.ts` name, as the highest systolic; of readings that are not invalid, the first of equals by time taken.
 * What a sensor told while it settled is no extreme without the word: it stands apart, where it goes further than the rest.
 */
export function findPeaks(
  readings: readonly Reading[],
  zero: Instant,
  session: Pick<Session, 'gaps'>,
): readonly Peak[] {
  const found = new Map<string, Peak>()
  const note = (vital: VitalId, value: number | null, { takenAt, flags }: Reading, settling = false) => {
    if (value === null) return
    const { extremes, unit } = vitalRow(vital)
    for (const { side } of extremes) {
      const key = keyOf({ vital, side }, settling)
      const known = found.get(key)
      if (known && !isFurther(side, value, known.value)) continue
      found.set(key, {
        vital,
        side,
        ...(settling ? { settling } : {}),
        value,
        unit,
        minutes: Math.round(passedMs(session, zero.monoMs, takenAt.monoMs) / MINUTE_MS),
        ...(flags.includes('enteredLate') ? { enteredLate: true } : {}),
      })
    }
  }
  for (const reading of readings.toSorted(byTimeTaken)) {
    if (reading.validity === 'invalid' || reading.existing) continue
    if (reading.kind === 'nibp')
      for (const pressure of pressureIds) note(pressure, reading[pressure], reading)
    else note(reading.vital, reading.value, reading, isOnlySettling(reading.flags))
  }
  return [...found.values()].filter(peak => {
    const sure = peak.settling ? found.get(keyOf(peak, false)) : undefined
    return !sure || isFurther(peak.side, peak.value, sure.value)
  })
}

/** 'Highest systolic' */
export function namePeak({ vital, side, settling }: Peak, words: ReportWords): string {
  const name = words.vitals.extremes[side][vital]
  return settling ? words.report.head.extremes.settling(name) : name
}

function keyOf({ vital, side }: Pick<Peak, 'vital' | 'side'>, settling: boolean): string {
  return `${side} ${vital}${settling ? ' settling' : ''}`
}

function isFurther(side: 'high' | 'low', value: number, known: number): boolean {
  return side === 'high' ? value > known : value < known
}
