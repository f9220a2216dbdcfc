import { isOnlySettling } from '../plausibility.ts'
import type { Reading } from '../reading.ts'
import { passedMs } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import { byTimeTaken, type Instant, MINUTE_MS } from '../time.ts'
import { pressureIds, type VitalId, vitalRow } from '../vitals.ts'

/** Said of what a sensor told while it settled. */
const SETTLING = ' while the sensor settled'

/** An extreme of the session, with the minutes that really passed from T0. */
export interface Peak {
  readonly label: string
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
  const found = new Map<string, { readonly peak: Peak; readonly side: 'high' | 'low' }>()
  const note = (vital: VitalId, value: number | null, { takenAt, flags }: Reading, more = '') => {
    if (value === null) return
    const { extremes, unit } = vitalRow(vital)
    for (const { side, label: name } of extremes) {
      const label = `${name}${more}`
      const known = found.get(label)
      if (known && !isFurther(side, value, known.peak.value)) continue
      const peak = {
        label,
        value,
        unit,
        minutes: Math.round(passedMs(session, zero.monoMs, takenAt.monoMs) / MINUTE_MS),
        ...(flags.includes('enteredLate') ? { enteredLate: true as const } : {}),
      }
      found.set(label, { peak, side })
    }
  }
  for (const reading of readings.toSorted(byTimeTaken)) {
    if (reading.validity === 'invalid' || reading.existing) continue
    if (reading.kind === 'nibp')
      for (const pressure of pressureIds) note(pressure, reading[pressure], reading)
    else note(reading.vital, reading.value, reading, isOnlySettling(reading.flags) ? SETTLING : '')
  }
  return [...found.values()].flatMap(({ peak, side }) => {
    const sure = peak.label.endsWith(SETTLING) ? found.get(peak.label.replace(SETTLING, ''))?.peak : undefined
    return sure && !isFurther(side, peak.value, sure.value) ? [] : [peak]
  })
}

function isFurther(side: 'high' | 'low', value: number, known: number): boolean {
  return side === 'high' ? value > known : value < known
}
