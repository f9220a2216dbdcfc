import type { Instant } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { Deletion } from '../../core/contracts/record.ts'
import { logOf } from '../chain.ts'
import type { Chains } from '../chains.ts'
import { installationRow, type Own } from '../ends.ts'
import { readParts } from '../seal/parts.ts'
import type { Prepare } from '../statements.ts'
import { StoreError } from '../types.ts'
import { toGone } from './sealed-records.ts'
import { addTombstone, digestOf, type GoneRecord, type Tombstone } from './tombstones.ts'

/**
 * What will stay of a session. Nothing is changed.
 *
 * @param sealed its records that lie in sealed files
 * @throws StoreError where there is no such session, it is open, or its records stand in the installation's log
 */
export function makeTombstone(
  prepare: Prepare,
  chains: Chains,
  { sessionId, by, reason }: Deletion,
  sealed: readonly GoneRecord[],
  wallMs: number,
): Tombstone {
  const row = prepare('SELECT closed_wall_ms, own_log FROM sessions WHERE id = ?').get(sessionId)
  if (!row) throw new StoreError('missing', phrase.sealed.sessionNotListed(sessionId))
  if (row['closed_wall_ms'] === null) throw new StoreError('denied', phrase.sealed.sessionOpen(sessionId))
  const log = chains.sessionLogEnd(sessionId)
  if (!log) throw new StoreError('denied', phrase.sealed.sessionOfEarlierVigil(sessionId))
  const live = prepare('SELECT seq, hash FROM session_log WHERE session_id = ? ORDER BY seq').all(sessionId)
  return {
    sessionId,
    deletedWallMs: wallMs,
    by,
    reason,
    log,
    readings: chains.readingsOf(sessionId),
    records: [...sealed, ...live.map(toGone)],
    files: readParts(prepare, sessionId).map(({ file }) => file),
  }
}

const ofSession = [
  'DELETE FROM session_words WHERE rowid = (SELECT number FROM session_index WHERE session_id = ?)',
  'DELETE FROM session_index WHERE session_id = ?',
  'DELETE FROM session_alarms WHERE session_id = ?',
  'DELETE FROM readings WHERE session_id = ?',
  'DELETE FROM session_log WHERE session_id = ?',
  'DELETE FROM sealed WHERE session_id = ?',
  'DELETE FROM state_changes WHERE session_id = ?',
  'DELETE FROM states WHERE session_id = ?',
  'DELETE FROM sessions WHERE id = ?',
  'DELETE FROM heads WHERE chain = ?',
] as const

/**
 * Puts a tombstone in the place of a session's rows, within a transaction of the caller's. The log record that names its digest is what
 * allows it.
 */
export function removeSession(
  prepare: Prepare,
  chains: Chains,
  own: Own,
  at: Instant,
  tombstone: Tombstone,
): void {
  const { sessionId, by, reason } = tombstone
  const entry = {
    event: 'system',
    kind: 'deleted',
    by,
    session: sessionId,
    detail: reason,
    digest: digestOf(tombstone),
  } as const
  chains.addRecords([installationRow(own, at, entry)])
  for (const statement of ofSession) prepare(statement).run(sessionId)
  prepare('DELETE FROM heads WHERE chain = ?').run(logOf(sessionId))
  addTombstone(prepare, tombstone)
}
