import type { Reading } from '../reading.ts'
import type { StreamVitalId } from '../vitals.ts'

/** The streamed vital signs of which there is any value at all, questionable and typed ones included. */
export function measuredVitals(readings: readonly Reading[]): ReadonlySet<StreamVitalId> {
  const measured = new Set<StreamVitalId>()
  for (const reading of readings)
    if (reading.kind === 'vital' && reading.value !== null && !reading.existing) measured.add(reading.vital)
  return measured
}
