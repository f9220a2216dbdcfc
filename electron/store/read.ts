import type { DatabaseSync } from 'node:sqlite'
import type { Reading } from '../../shared/reading.ts'
import { type Person, roles } from '../../shared/roles.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { History, LogEntry, SessionSummary } from '../../shared/views.ts'
import { readNibp, readVitals } from './columns.ts'
import { explain } from './errors.ts'
import { openDatabaseReadOnly } from './open.ts'
import { fromLogRow, fromReadingRow, oneOf, parseState, text } from './rows.ts'
import { prepareOnce } from './statements.ts'
import { fromSummaryRow } from './summary.ts'
import type { Verified } from './types.ts'
import { verifyRecord } from './verify.ts'

/** What can be read of a record, by the app and by `report` and `verify` beside it. */
export interface ReadStore {
  /** The newest sessions, newest first. */
  sessions(most: number): readonly SessionSummary[]
  /** The room with this session as it was last stored, or null. */
  session(id: string): RoomState | null
  readings(sessionId: string): readonly Reading[]
  log(sessionId: string): readonly LogEntry[]
  history(sessionId: string): History
  /** The hash of a session's newest log record, which stands on every record before it; null without one. */
  recordHash(sessionId: string): string | null
  people(): readonly Person[]
  setting(name: string): string | null
  /** Recomputes every hash. With a session: of the readings only that session's. @throws StoreError 'damaged' */
  verify(sessionId?: string): Verified
  close(): void
}

/** Opens a record for reading, also while the app is running on it. @throws StoreError */
export function openStoreReadOnly(dataDir: string): ReadStore {
  const { db, close } = openDatabaseReadOnly(dataDir)
  return readFrom(db, dataDir, close)
}

export function readFrom(db: DatabaseSync, dataDir: string, close: () => void): ReadStore {
  const prepare = prepareOnce(db)
  const log = (sessionId: string): readonly LogEntry[] =>
    prepare('SELECT seq, session_id, mono_ms, wall_ms, event FROM log WHERE session_id = ? ORDER BY seq')
      .all(sessionId)
      .map(fromLogRow)
  return {
    sessions: most =>
      prepare(
        `SELECT sessions.*, rooms.name, state ->> '$.session.preset.label' AS preset_label
         FROM sessions JOIN rooms ON rooms.id = room_id LEFT JOIN states ON session_id = sessions.id
         ORDER BY opened_wall_ms DESC, sessions.rowid DESC LIMIT ?`,
      )
        .all(most)
        .map(fromSummaryRow),
    session(id) {
      const row = prepare('SELECT state FROM states WHERE session_id = ?').get(id)
      return row ? parseState(row) : null
    },
    readings: sessionId =>
      prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').all(sessionId).map(fromReadingRow),
    log,
    history: sessionId => ({
      sessionId,
      vitals: readVitals(prepare, sessionId),
      nibp: readNibp(prepare, sessionId),
      log: log(sessionId),
    }),
    recordHash(sessionId) {
      const row = prepare('SELECT hash FROM log WHERE session_id = ? ORDER BY seq DESC LIMIT 1').get(
        sessionId,
      )
      return row ? text(row, 'hash') : null
    },
    people: () =>
      prepare('SELECT name, role FROM people ORDER BY name')
        .all()
        .map(row => ({ name: text(row, 'name'), role: oneOf(row, 'role', roles) })),
    setting(name) {
      const row = prepare('SELECT value FROM settings WHERE name = ?').get(name)
      return row ? text(row, 'value') : null
    },
    verify(sessionId) {
      try {
        return verifyRecord(db, sessionId)
      } catch (error) {
        throw explain(error, dataDir)
      }
    },
    close,
  }
}
