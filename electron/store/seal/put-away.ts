import { sealAfterDays } from '../../../shared/record-times.ts'
import { DAY_MS, type Instant } from '../../../shared/time.ts'
import type { Chains } from '../chains.ts'
import { installationRow, type Own } from '../ends.ts'
import { number, text } from '../rows.ts'
import type { Prepare } from '../statements.ts'
import { addPart, type Part } from './parts.ts'

/** Whole days, 0 to 3650; the usual 7 where nothing else is set. */
export function readSealAfterDays(stored: string | null | undefined): number {
  const { least, most, usual } = sealAfterDays
  const days = Number(stored || Number.NaN)
  return Number.isInteger(days) && days >= least && days <= most ? days : usual
}

/**
 * The closed session that has waited longest to be sealed; null: none has waited long enough.
 *
 * @param isPassedOver whether this one waits for another time
 */
export function nextToSeal(
  prepare: Prepare,
  nowWallMs: number,
  afterDays: number,
  isPassedOver: (sessionId: string) => boolean,
): string | null {
  const before = Math.round(nowWallMs - afterDays * DAY_MS)
  const waiting = prepare(
    `SELECT id FROM sessions WHERE own_log = 1 AND closed_wall_ms <= ?
       AND EXISTS (SELECT 1 FROM session_log WHERE session_id = id)
       AND NOT EXISTS (SELECT 1 FROM session_log WHERE session_id = id AND wall_ms > ?)
     ORDER BY closed_wall_ms`,
  ).all(before, before)
  return waiting.map(row => text(row, 'id')).find(id => !isPassedOver(id)) ?? null
}

/**
 * Puts a part in the place of a session's rows, within a transaction of the caller's. The log entry that names its digest is what
 * allows it.
 *
 * @returns false: something was added since the part was written; nothing was changed
 */
export function putAway(prepare: Prepare, chains: Chains, own: Own, part: Part, at: Instant): boolean {
  const { sessionId, file, part: n, digest, ends } = part
  const end = chains.sessionLogEnd(sessionId)
  if (end?.seq !== ends.log.seq || end.hash !== ends.log.hash) return false
  const readings = chains.readingsOf(sessionId)
  if (readings.seq !== ends.readings.seq || readings.hash !== ends.readings.hash) return false
  const known = prepare('SELECT count(*) AS parts FROM sealed WHERE session_id = ?').get(sessionId)
  if (number(known ?? {}, 'parts') !== n - 1) return false
  addPart(prepare, part)
  const entry = {
    event: 'system',
    kind: 'sealed',
    session: sessionId,
    sealed: { file, part: n, digest },
  } as const
  chains.addRecords([installationRow(own, at, entry)])
  prepare('DELETE FROM readings WHERE session_id = ?').run(sessionId)
  prepare('DELETE FROM session_log WHERE session_id = ?').run(sessionId)
  return true
}
