import type { Database, StoredRow } from './engine.ts'
import type { Archive } from './seal/archive.ts'
import type { Prepare } from './statements.ts'

/** Rows of a session wherever they lie: put away first, then what has been added since. */
export interface SessionRows {
  /** @throws StoreError where a sealed part is missing or damaged */
  readings(sessionId: string): readonly StoredRow[]
  /** @throws StoreError where a sealed part is missing or damaged */
  records(sessionId: string): readonly StoredRow[]
}

export function createSessionRows(db: Database, prepare: Prepare, archive: Archive): SessionRows {
  return {
    readings: id =>
      atOnce(db, () => [
        ...archive.rowsOf(id).readings,
        ...prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').all(id),
      ]),
    records: id =>
      atOnce(db, () => [
        ...archive.rowsOf(id).records,
        ...prepare('SELECT * FROM session_records WHERE session_id = ? ORDER BY seq').all(id),
      ]),
  }
}

/** In one moment's view: a session may be put away between two statements. */
function atOnce<T>(db: Database, run: () => T): T {
  if (db.isTransaction) return run()
  db.exec('BEGIN')
  try {
    return run()
  } finally {
    db.exec('COMMIT')
  }
}
