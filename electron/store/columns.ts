import type { NibpReading, Reading, Validity } from '../../shared/reading.ts'
import type { VitalColumns } from '../../shared/views.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'

const letters: Readonly<Record<Validity, string>> = { valid: 'v', questionable: 'q', invalid: 'i' }

/** A session's readings as columns: three hours of values a second would be too many objects to send. */
export function toColumns(readings: readonly Reading[]): {
  readonly vitals: readonly VitalColumns[]
  readonly nibp: readonly NibpReading[]
} {
  const columns = new Map<
    StreamVitalId,
    { monoMs: number[]; values: (number | null)[]; validity: string[] }
  >()
  const nibp: NibpReading[] = []
  for (const reading of readings) {
    if (reading.kind === 'nibp') {
      nibp.push(reading)
      continue
    }
    const column = columns.get(reading.vital) ?? { monoMs: [], values: [], validity: [] }
    columns.set(reading.vital, column)
    column.monoMs.push(reading.takenAt.monoMs)
    column.values.push(reading.value)
    column.validity.push(letters[reading.validity])
  }
  return {
    vitals: [...columns].map(([vital, column]) => ({ vital, ...column, validity: column.validity.join('') })),
    nibp,
  }
}
