import type { StreamVitalId } from '../../shared/vitals.ts'
import { type CodeTable, findMeaning } from './codes.ts'
import type { CuffParts } from './cuff.ts'
import type { Observation } from './message.ts'
import type { Hl7Time } from './time.ts'
import { readValue, type Told } from './values.ts'

/** One of the values that a message tells of a vital sign. */
export interface Streamed {
  readonly told: Told
  /** Of several the lowest is preferred. */
  readonly rank: number
  readonly takenAt: Hl7Time | null
}
export interface CuffResult {
  readonly parts: CuffParts
  readonly takenAt: Hl7Time | null
}

/** What the observations of one message are of. */
export function sortOut(
  observations: readonly Observation[],
  codes: CodeTable,
): {
  readonly vitals: ReadonlyMap<StreamVitalId, readonly Streamed[]>
  readonly cuffs: readonly CuffResult[]
  /** What a person can do about values that are not to be had. */
  readonly advice: Set<string>
} {
  const vitals = new Map<StreamVitalId, Streamed[]>()
  const cuffs = new Map<number | null, CuffResult>()
  const advice = new Set<string>()
  for (const observation of observations) {
    const meaning = findMeaning(codes, observation)
    if (meaning === null) continue
    const { measured, rank } = meaning
    const told = readValue(observation, measured)
    if (told.advice !== undefined) advice.add(told.advice)
    const { takenAt } = observation
    switch (measured) {
      case 'systolic':
      case 'diastolic':
      case 'mean':
      case 'cuffPulse': {
        const key = takenAt?.localMs ?? null
        // The first of several stands: one cuff is told by one place.
        cuffs.set(key, { parts: { [measured]: told, ...cuffs.get(key)?.parts }, takenAt })
        break
      }
      default:
        vitals.set(measured, [...(vitals.get(measured) ?? []), { told, rank, takenAt }])
    }
  }
  return { vitals, cuffs: [...cuffs.values()], advice }
}
