import type { Database, StoredRow } from './engine.ts'
import type { Archive } from './seal/archive.ts'
import type { Prepare } from './statements.ts'

/** Rows of a session wherever they lie: put away first, then what has been added since. */
export interface SessionRows {
  /** @throws StoreError where a sealed part is missing or damaged */
  readings(sessionId: string): readonly StoredRow[]
  /** Streamed values, with what a chart needs of them: whole rows would take twice as long. @throws StoreError, the same */
  vitals(sessionId: string): readonly StoredRow[]
  /** Whole cuff readings. @throws StoreError, the same */
  cuffs(sessionId: string): readonly StoredRow[]
  /** @throws StoreError where a sealed part is missing or damaged */
  records(sessionId: string): readonly StoredRow[]
}

const sql = {
  readings: 'SELECT * FROM readings WHERE session_id = ? ORDER BY seq',
  vitals: `SELECT vital, coalesce(taken_mono_ms, mono_ms) AS taken_mono_ms, value, validity
    FROM readings WHERE session_id = ? AND kind = 'vital' ORDER BY seq`,
  cuffs: "SELECT * FROM readings WHERE session_id = ? AND kind = 'nibp' ORDER BY seq",
  records: 'SELECT * FROM session_records WHERE session_id = ? ORDER BY seq',
} as const

export function createSessionRows(db: Database, prepare: Prepare, archive: Archive): SessionRows {
  const sealedOf = (id: string, kind: string) =>
    archive.rowsOf(id).readings.filter(row => row['kind'] === kind)
  return {
    readings: id => atOnce(db, () => [...archive.rowsOf(id).readings, ...prepare(sql.readings).all(id)]),
    vitals: id => atOnce(db, () => [...sealedOf(id, 'vital'), ...prepare(sql.vitals).all(id)]),
    cuffs: id => atOnce(db, () => [...sealedOf(id, 'nibp'), ...prepare(sql.cuffs).all(id)]),
    records: id => atOnce(db, () => [...archive.rowsOf(id).records, ...prepare(sql.records).all(id)]),
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
