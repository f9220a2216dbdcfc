import type { DueDeletion } from '../../../shared/care-views.ts'
import { keptUntil } from '../../../shared/record-times.ts'
import { DAY_MS } from '../../../shared/time.ts'
import { number, text } from '../rows.ts'
import type { Prepare } from '../statements.ts'

const sql = {
  closed: `SELECT id, initials, birth_year, closed_wall_ms FROM sessions
    WHERE own_log = 1 AND closed_wall_ms <= ? ORDER BY closed_wall_ms`,
  // States are large: only those are read that are listed.
  isPractice: `SELECT coalesce(state ->> '$.session.replayed', 0) <> 0 OR coalesce(state ->> '$.session.speed', 1) <> 1 AS practice
    FROM states WHERE session_id = ?`,
} as const

/**
 * Treatments that have been kept for the clinic's years, the oldest first. Those of before, whose records stand in the log of the
 * installation, cannot be deleted and are not among them.
 *
 * @param years null: for ever
 * @param most so many at once: each costs a look at its state
 */
export function listDue(
  prepare: Prepare,
  years: number | null,
  nowWallMs: number,
  most: number,
): readonly DueDeletion[] {
  if (years === null) return []
  const due: DueDeletion[] = []
  // A year has at least 365 days: the calendar decides among what this finds.
  for (const row of prepare(sql.closed).all(Math.round(nowWallMs - years * 365 * DAY_MS))) {
    const sessionId = text(row, 'id')
    const closedWallMs = number(row, 'closed_wall_ms')
    const dueWallMs = keptUntil(closedWallMs, years)
    if (dueWallMs > nowWallMs || prepare(sql.isPractice).get(sessionId)?.['practice'] === 1) continue
    due.push({
      sessionId,
      initials: text(row, 'initials'),
      birthYear: number(row, 'birth_year'),
      closedWallMs,
      dueWallMs,
    })
    if (due.length >= most) break
  }
  return due
}
