import type { Reading } from '../../shared/reading.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { closedRoom } from '../../shared/session/room-state.ts'
import type { FileRecord, SessionFile } from '../../shared/session-file/format.ts'
import type { ImportNote, LogEntry } from '../../shared/views.ts'
import type { Importing } from '../core/contracts/imports.ts'
import { digestState, type Head, hashReading, noLinks } from './chain.ts'
import type { Database } from './engine.ts'
import { fromLogRow, type LogRow, type Row, readingColumns, text, toReadingRow } from './rows.ts'
import { insertInto, type Prepare } from './statements.ts'

/*
 * Sessions of other installations. Their readings and records go into this installation's chains like any others, with the
 * station, version and offset they had. The record just before the first of them says who imported what: it is the only
 * place where that stands, so that the audit chain covers it.
 */

/** The room that holds sessions of other installations: it is no room of this one. */
export const ELSEWHERE = 'elsewhere'

/** A session that has been read and checked, to be taken in. */
export interface ReadyImport extends SessionFile {
  readonly digest: string
}

/**
 * Readings that wait to be taken in: a session has tens of thousands, and its import is one transaction. They are chained
 * and put into a table in memory piece by piece, beside the record; then SQLite moves them into it by itself, which takes a
 * few milliseconds for a thousand.
 */
export interface Stage {
  /** Puts the next piece of one session's readings. */
  add(readings: readonly Reading[]): void
  /** The end of their chain; null: there are none. */
  end(): Head | null
  /** Moves all of them into the record, within the caller's transaction. */
  move(): void
  clear(): void
}

const stagedColumns = [...readingColumns, 'hash']

export function createStage(db: Database, prepare: Prepare): Stage {
  let end: Head | null = null
  let isThere = false
  return {
    add(readings) {
      if (!isThere) {
        db.exec('PRAGMA temp_store = MEMORY; CREATE TEMP TABLE staged AS SELECT * FROM readings LIMIT 0')
        isThere = true
      }
      const insert = prepare(insertInto('temp.staged', stagedColumns))
      for (const reading of readings) {
        const row = toReadingRow(reading)
        const hash = hashReading(row, end?.hash ?? noLinks.hash)
        insert.run(...readingColumns.map(name => row[name]), Buffer.from(hash, 'hex'))
        end = { seq: reading.seq, hash }
      }
    },
    end: () => end,
    move() {
      const names = stagedColumns.join(', ')
      if (end)
        prepare(`INSERT INTO readings (${names}) SELECT ${names} FROM temp.staged ORDER BY rowid`).run()
    },
    clear() {
      if (end) prepare('DELETE FROM temp.staged').run()
      end = null
    },
  }
}

/** What the import of a session becomes in the store; the caller gives the numbers and hashes of the log. */
export function planImport(
  { session, recordHash, records, readings, digest }: ReadyImport,
  readingsEnd: Head | null,
  note: Importing,
  own: { readonly utcOffsetMin: number; readonly station: string; readonly software: string },
) {
  const stateText = JSON.stringify(closedRoom(session, readingsEnd?.seq ?? 0))
  const entry: SystemEvent = {
    event: 'system',
    kind: 'import',
    by: note.by,
    detail: `Session ${session.id} of another installation, from the file ${note.file}`,
    session: session.id,
    imported: { file: note.file, digest, records: records.length, readings: readings.length, recordHash },
  }
  const rowOf = (sessionId: string | null, record: FileRecord | null): Omit<LogRow, 'seq'> => {
    const { at, utcOffsetMin, station, software } = record ?? { at: note.at, ...own }
    return {
      session_id: sessionId,
      mono_ms: Math.round(at.monoMs),
      wall_ms: Math.round(at.wallMs),
      utc_offset_min: utcOffsetMin,
      event: JSON.stringify(record?.entry ?? entry),
      context: JSON.stringify(record?.context ?? {}),
      station,
      software,
      readings_upto: record ? (readingsEnd?.seq ?? null) : null,
      readings_hash: record ? (readingsEnd?.hash ?? null) : null,
      // The newest of the session's records vouches for its state.
      state_digest: record !== null && record === records.at(-1) ? digestState(stateText) : null,
    }
  }
  return {
    stateText,
    entry,
    log: [rowOf(null, null), ...records.map(record => rowOf(session.id, record))],
  }
}

/** How a session came here; null: it was held here. */
export function readImport(
  prepare: Prepare,
  sessionId: string,
): (ImportNote & { readonly lastSeq: number }) | null {
  const room = prepare('SELECT room_id FROM sessions WHERE id = ?').get(sessionId)
  if (!room || text(room, 'room_id') !== ELSEWHERE) return null
  const note = readNotes(prepare, sessionId).findLast(
    ({ entry }) => entry.event === 'system' && entry.imported !== undefined,
  )
  if (note?.entry.event !== 'system' || !note.entry.imported) return null
  const { by = '', imported } = note.entry
  // Its records were numbered after the note, in one go.
  return { ...imported, by, at: note.at, lastSeq: note.seq + imported.records }
}

/** What the installation noted of a session: its import, reports made of it. */
export function readNotes(prepare: Prepare, sessionId: string): readonly LogEntry[] {
  return prepare(
    `SELECT seq, session_id, mono_ms, wall_ms, event FROM log
     WHERE session_id IS NULL AND event ->> '$.session' = ? AND event ->> '$.kind' NOT IN ('sealed', 'notSealed', 'deleted') ORDER BY seq`,
  )
    .all(sessionId)
    .map((row: Row) => fromLogRow(row))
}
