import type { DueDeletion } from '../../../shared/care-views.ts'
import { keptUntil } from '../../../shared/record-times.ts'
import { number, text } from '../rows.ts'
import type { Prepare } from '../statements.ts'

/** So many are listed at once; the rest follows when these are deleted. */
const MOST_LISTED = 200

/**
 * Treatments that have been kept for the clinic's years, the oldest first. Those of before, whose records stand in the log of the
 * installation, cannot be deleted and are not among them.
 *
 * @param years null: for ever
 */
export function listDue(prepare: Prepare, years: number | null, nowWallMs: number): readonly DueDeletion[] {
  if (years === null) return []
  // A year has at least 365 days: the calendar decides among what this finds.
  const before = Math.round(nowWallMs - years * 365 * 86_400_000)
  return prepare(
    `SELECT sessions.id, initials, birth_year, closed_wall_ms FROM sessions LEFT JOIN states ON session_id = sessions.id
     WHERE own_log = 1 AND closed_wall_ms <= ?
       AND coalesce(state ->> '$.session.replayed', 0) = 0 AND coalesce(state ->> '$.session.speed', 1) = 1
     ORDER BY closed_wall_ms`,
  )
    .all(before)
    .map(row => ({
      sessionId: text(row, 'id'),
      initials: text(row, 'initials'),
      birthYear: number(row, 'birth_year'),
      closedWallMs: number(row, 'closed_wall_ms'),
      dueWallMs: keptUntil(number(row, 'closed_wall_ms'), years),
    }))
    .filter(({ dueWallMs }) => dueWallMs <= nowWallMs)
    .slice(0, MOST_LISTED)
}
