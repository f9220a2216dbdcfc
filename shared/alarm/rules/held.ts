import type { LimitRow } from '../../limits.ts'
import { type Priority, priorities } from '../ids.ts'
import type { LevelTrack } from '../state.ts'

/** The highest level that holds, with its limit: the one that is shown, the others run underneath. */
export function highestHeld(
  row: LimitRow,
  tracks: Readonly<Partial<Record<Priority, LevelTrack>>>,
): { priority: Priority | null; limit: number | null } {
  let highest: Priority | null = null
  for (const priority of priorities) if (tracks[priority]?.held) highest = priority
  return { priority: highest, limit: highest === null ? null : (row.levels[highest]?.limit ?? null) }
}
