import type { LimitRow } from '../../limits.ts'
import type { VitalId } from '../../vitals.ts'
import type { Condition } from '../state.ts'

/** Worse than the acknowledged value by so much ends the acknowledgement (AR-6): mmHg (CO2 too), /min, SpO2 points. */
const WORSE_BY: Readonly<Partial<Record<VitalId, number>>> = {
  systolic: 10,
  diastolic: 10,
  mean: 10,
  pulseRate: 10,
  respRate: 10,
  spo2: 3,
  etco2: 5,
}

/** Is `value` so much worse than `from` that an answer to `from` is none to it? A value that is not there is not worse. */
export function worsenedBy(row: LimitRow, from: number, value: number | null): boolean {
  const worseBy = WORSE_BY[row.parameter]
  if (value === null || worseBy === undefined) return false
  return (row.side === 'high' ? value - from : from - value) >= worseBy
}

/** How far past its limit a value is, in steps of what ends an answer (AR-6); null: nothing can be said of it. */
export function stepsPast(
  row: LimitRow,
  { value, limit }: Pick<Condition, 'value' | 'limit'>,
): number | null {
  const worseBy = WORSE_BY[row.parameter]
  if (value === null || limit === null || worseBy === undefined) return null
  return (row.side === 'high' ? value - limit : limit - value) / worseBy
}

/** The less bad of two values: whoever saw either must hear when it gets worse than that. */
export function lessBad(row: LimitRow, a: number, b: number): number {
  return row.side === 'high' ? Math.min(a, b) : Math.max(a, b)
}
