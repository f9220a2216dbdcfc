import type { LimitRow } from '../../limits.ts'
import type { VitalId } from '../../vitals.ts'

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

/** Above each value of each vital sign; only differences from it are looked at. */
const ABOVE_ALL = 1000

/**
 * How bad a value is, in steps of what ends an answer (AR-6), above 0: to be held against another value of the same alarm, whatever
 * limits it has been past. null: nothing can be said of it.
 */
export function stepsBad({ parameter, side }: LimitRow, value: number | null): number | null {
  const worseBy = WORSE_BY[parameter]
  if (value === null || worseBy === undefined) return null
  return (side === 'high' ? value : ABOVE_ALL - value) / worseBy
}

/** The less bad of two values: whoever saw either must hear when it gets worse than that. */
export function lessBad(row: LimitRow, a: number, b: number): number {
  return row.side === 'high' ? Math.min(a, b) : Math.max(a, b)
}

/** The worse of two values: what stands there gives way to it alone. */
export function worse(row: LimitRow, a: number, b: number): number {
  return row.side === 'high' ? Math.max(a, b) : Math.min(a, b)
}
