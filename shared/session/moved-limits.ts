import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import type { LimitChangeRecord } from './types.ts'

/** The preset's own limit of a level that stands elsewhere now; null: it stands there, or was put back. */
export function movedFrom(
  changes: readonly LimitChangeRecord[],
  alarm: LimitAlarmId,
  priority: Priority,
): number | null {
  const own = changes.filter(change => change.alarm === alarm && change.priority === priority)
  const standard = own[0]?.before
  return standard === undefined || own.at(-1)?.after === standard ? null : standard
}
