import type { Reading } from '../reading.ts'
import { type Instant, MINUTE_MS } from '../time.ts'

/** An extreme of the session, with the minutes from T0. */
export interface Peak {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly minutes: number
}

/** Highest systolic, diastolic and pulse, lowest SpO2; of readings that are not invalid. */
export function findPeaks(readings: readonly Reading[], zero: Instant): readonly Peak[] {
  const peaks = new Map<string, Peak>()
  const note = (
    label: string,
    value: number | null,
    unit: string,
    at: Instant,
    better: (a: number, b: number) => boolean,
  ) => {
    if (value === null) return
    const known = peaks.get(label)
    if (known && !better(value, known.value)) return
    peaks.set(label, { label, value, unit, minutes: Math.round((at.monoMs - zero.monoMs) / MINUTE_MS) })
  }
  const higher = (a: number, b: number) => a > b
  const lower = (a: number, b: number) => a < b
  for (const reading of readings) {
    if (reading.validity === 'invalid') continue
    if (reading.kind === 'nibp') {
      if (reading.existing) continue
      note('Highest systolic', reading.systolic, 'mmHg', reading.takenAt, higher)
      note('Highest diastolic', reading.diastolic, 'mmHg', reading.takenAt, higher)
    } else if (reading.vital === 'spo2') note('Lowest SpO2', reading.value, '%', reading.takenAt, lower)
    else if (reading.vital === 'pulseRate')
      note('Highest pulse', reading.value, '/min', reading.takenAt, higher)
  }
  return [...peaks.values()]
}
