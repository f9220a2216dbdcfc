import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import type { LimitChangeRecord } from './types.ts'

/**
 * The preset's own limit of a level that a person has moved elsewhere; null: it stands there, or was put back. A preset with
 * limits by phase has had its say at each change of phase: the newest one is its own limit.
 */
export function movedFrom(
  changes: readonly LimitChangeRecord[],
  alarm: LimitAlarmId,
  priority: Priority,
): number | null {
  const own = changes.filter(change => change.alarm === alarm && change.priority === priority)
  const spoken = own.findLast(({ phase }) => phase !== undefined)
  const standard = spoken ? (spoken.instead ?? spoken.after) : own[0]?.before
  return standard === undefined || own.at(-1)?.after === standard ? null : standard
}
