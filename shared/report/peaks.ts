import { isOnlySettling } from '../plausibility.ts'
import type { Reading } from '../reading.ts'
import { passedMs } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import { byTimeTaken, type Instant, MINUTE_MS } from '../time.ts'

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
 * Highest systolic, diastolic and pulse, lowest SpO2; of readings that are not invalid, the first of equals by time taken.
 * What a sensor told while it settled is no extreme without the word: it stands apart, where it goes further than the rest.
 */
export function findPeaks(
  readings: readonly Reading[],
  zero: Instant,
  session: Pick<Session, 'gaps'>,
): readonly Peak[] {
  const peaks = new Map<string, Peak>()
  const note = (
    label: string,
    value: number | null,
    unit: string,
    { takenAt, flags }: Reading,
    better: (a: number, b: number) => boolean,
  ) => {
    if (value === null) return
    const known = peaks.get(label)
    if (known && !better(value, known.value)) return
    peaks.set(label, {
      label,
      value,
      unit,
      minutes: Math.round(passedMs(session, zero.monoMs, takenAt.monoMs) / MINUTE_MS),
      ...(flags.includes('enteredLate') ? { enteredLate: true as const } : {}),
    })
  }
  const higher = (a: number, b: number) => a > b
  const lower = (a: number, b: number) => a < b
  for (const reading of readings.toSorted(byTimeTaken)) {
    if (reading.validity === 'invalid' || reading.existing) continue
    if (reading.kind === 'nibp') {
      note('Highest systolic', reading.systolic, 'mmHg', reading, higher)
      note('Highest diastolic', reading.diastolic, 'mmHg', reading, higher)
      continue
    }
    const settling = isOnlySettling(reading.flags) ? SETTLING : ''
    if (reading.vital === 'spo2') note(`Lowest SpO2${settling}`, reading.value, '%', reading, lower)
    else if (reading.vital === 'pulseRate')
      note(`Highest pulse${settling}`, reading.value, '/min', reading, higher)
  }
  const goesFurther = ({ label, value, unit }: Peak) => {
    const sure = peaks.get(label.replace(SETTLING, ''))
    return !sure || (unit === '%' ? lower : higher)(value, sure.value)
  }
  return [...peaks.values()].filter(peak => !peak.label.endsWith(SETTLING) || goesFurther(peak))
}
