import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import { isFitted, widestRange } from '../limit-ranges.ts'
import { defaultLimits } from '../presets/default-limits.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'

/* Limits by what is usual for this patient: as far from the own level as the shipped limits are from a usual adult's. */

/** A usual adult at rest, from whom the shipped limits are counted: project proposal [P]. */
const USUAL = { spo2: 97, pulseRate: 70 } as const

/** The vital sign whose own level a limit can be counted from; null: there is none. */
export function ownVitalOf(alarm: LimitAlarmId): keyof typeof USUAL | null {
  const { parameter } = defaultLimits[alarm]
  return parameter === 'spo2' || parameter === 'pulseRate' ? parameter : null
}

/** How far from the own level this limit stands as it ships: 4 points for SpO2 LOW, 7 MEDIUM, 12 HIGH; always positive. */
function ownDistance(alarm: LimitAlarmId, priority: Priority): number | null {
  const vital = ownVitalOf(alarm)
  const shipped = defaultLimits[alarm].levels[priority]?.[0]
  return vital === null || shipped === undefined ? null : Math.abs(shipped - USUAL[vital])
}

/** The limit that stands as far from this patient's own level, within what may be set; null: there is no such limit. */
export function proposeLimit(alarm: LimitAlarmId, priority: Priority, own: number): number | null {
  const distance = ownDistance(alarm, priority)
  const range = widestRange(alarm, priority)
  if (distance === null || range === null) return null
  const wanted = Math.round(defaultLimits[alarm].side === 'low' ? own - distance : own + distance)
  return Math.min(range[1], Math.max(range[0], wanted))
}

/**
 * Why this limit may not be set for this patient, in one sentence; null: it may. One that is looser than anybody may have without
 * a reason follows the patient's own level: it lies no further from it than the shipped limit from a usual adult's.
 *
 * @param own this patient's own level; null: none is known
 */
export function whyNotForPatient(
  alarm: LimitAlarmId,
  priority: Priority,
  limit: number,
  before: number,
  own: number | null,
): WhyNot | null {
  const vital = ownVitalOf(alarm)
  const distance = ownDistance(alarm, priority)
  const { side } = defaultLimits[alarm]
  const isLooser = side === 'low' ? limit < before : limit > before
  if (vital === null || distance === null || !isLooser || !isFitted(alarm, priority, limit)) return null
  if (own === null) return refusal('limitWithoutOwnLevel', priority, alarm, limit)
  const furthest = Math.round(side === 'low' ? own - distance : own + distance)
  const isTooFar = side === 'low' ? limit < furthest : limit > furthest
  if (!isTooFar) return null
  const far = side === 'low' ? 'lower' : 'higher'
  return refusal('limitNotForPatient', priority, alarm, far, furthest, distance, Math.round(own))
}
