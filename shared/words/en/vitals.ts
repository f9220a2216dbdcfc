import { type VitalId, vitalIds, vitalRow } from '../../vitals.ts'

/** What vital signs are called: in English as their rows say. */
export const vitalWords = {
  names: byVital(id => vitalRow(id).label),
  /** The extremes that a report tells; empty where it tells none. */
  extremes: { high: byVital(id => nameExtreme(id, 'high')), low: byVital(id => nameExtreme(id, 'low')) },
} as const

function byVital<T>(say: (id: VitalId) => T): Readonly<Record<VitalId, T>> {
  return Object.fromEntries(vitalIds.map(id => [id, say(id)])) as Record<VitalId, T>
}

function nameExtreme(id: VitalId, wanted: 'high' | 'low'): string {
  return vitalRow(id).extremes.find(({ side }) => side === wanted)?.label ?? ''
}
