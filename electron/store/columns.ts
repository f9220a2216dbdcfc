import type { NibpReading, Validity } from '../../shared/reading.ts'
import { byTimeTaken, placeInTime } from '../../shared/time.ts'
import type { VitalColumns } from '../../shared/views.ts'
import { type StreamVitalId, streamVitalIds } from '../../shared/vitals.ts'
import { fromReadingRow, maybeNumber, number, oneOf, type Row, validities } from './rows.ts'

const letters: Readonly<Record<Validity, string>> = { valid: 'v', questionable: 'q', invalid: 'i' }

/**
 * A session's streamed values as columns, each with its time of measurement, by which they are in order. Reads only what a chart needs: hours of values
 * a second, read as whole readings, would keep the core and its alarms waiting for most of a second.
 */
export function readVitals(rows: readonly Row[]): readonly VitalColumns[] {
  const columns = new Map<
    StreamVitalId,
    { monoMs: number[]; values: (number | null)[]; validity: string[] }
  >()
  for (const row of rows) {
    const vital = oneOf(row, 'vital', streamVitalIds)
    const column = columns.get(vital) ?? { monoMs: [], values: [], validity: [] }
    columns.set(vital, column)
    const takenMs = maybeNumber(row, 'taken_mono_ms') ?? number(row, 'mono_ms')
    const place = placeInTime(column.monoMs, takenMs)
    column.monoMs.splice(place, 0, takenMs)
    column.values.splice(place, 0, maybeNumber(row, 'value'))
    column.validity.splice(place, 0, letters[oneOf(row, 'validity', validities)])
  }
  return [...columns].map(([vital, column]) => ({ vital, ...column, validity: column.validity.join('') }))
}

/** A session's cuff readings, by the time taken, oldest first. */
export function readNibp(rows: readonly Row[]): readonly NibpReading[] {
  return rows
    .map(fromReadingRow)
    .filter(reading => reading.kind === 'nibp')
    .toSorted(byTimeTaken)
}
