import { phrase } from '../../shared/words/host.ts'
import { digestTombstone, readTombstones } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
import { text } from './rows.ts'
import type { Broken, DeletedSession } from './types.ts'
import type { DeletedNote } from './verify-chains.ts'

/** Each tombstone is what its log record vouches for, none is missing, and nothing is left of what it stands for. */
export function checkDeleted(db: Database, noted: ReadonlyMap<string, DeletedNote>): Broken | null {
  const breaks = (sessionId: string, seq: number, reason: string): Broken => ({
    table: 'tombstones',
    seq,
    sessionId,
    reason,
  })
  const missing = new Map(noted)
  for (const row of db.prepare('SELECT * FROM tombstones').all()) {
    const sessionId = text(row, 'session_id')
    const note = noted.get(sessionId)
    missing.delete(sessionId)
    if (!note) return breaks(sessionId, 0, phrase.verifying.deletionUnknownToLog)
    if (note.digest !== digestTombstone(row))
      return breaks(sessionId, note.seq, phrase.verifying.tombstoneNotNamedByLog)
    if (isThere(db, sessionId)) return breaks(sessionId, note.seq, phrase.verifying.deletedSessionThere)
  }
  const [lost] = missing
  return lost ? breaks(lost[0], lost[1].seq, phrase.verifying.tombstoneMissing) : null
}

const tables = ['sessions WHERE id', 'states WHERE session_id', 'sealed WHERE session_id'] as const

function isThere(db: Database, sessionId: string): boolean {
  return tables.some(where => db.prepare(`SELECT 1 FROM ${where} = ?`).get(sessionId) !== undefined)
}

/** For people: what was deleted, by whom and why. */
export function listDeleted(db: Database): readonly DeletedSession[] {
  return readTombstones(sql => db.prepare(sql)).map(({ sessionId, deletedWallMs, by, reason }) => ({
    sessionId,
    deletedWallMs,
    by,
    reason,
  }))
}
