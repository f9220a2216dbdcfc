import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { FILE_MODE, FOLDER_MODE } from '../../process/tighten.ts'
import { syncFolder } from '../durable.ts'
import { type Database, openEngine, type StoredRow } from '../engine.ts'
import { databasePath } from '../files.ts'
import { KEY_BYTES } from '../keys/derive.ts'
import { hex, number, text } from '../rows.ts'
import { prepareOnce } from '../statements.ts'
import { endsOf, nameFile, type Part, pathOf, readParts } from './parts.ts'
import { digestBytes, type Ends, readSealed, writeSealed } from './sealed-file.ts'
import { addSessionKey, readSessionKey } from './session-keys.ts'

/** One session to be put away: plain data, for a thread of its own. */
export interface SealJob {
  readonly dataDir: string
  readonly sessionId: string
  readonly databaseKey: Uint8Array
  /** What keys of sessions are under. */
  readonly sessionKey: Uint8Array
  readonly wallMs: number
}

/**
 * Writes what the record holds of a closed session, and no sealed part has yet, as a file, reads it back and holds it against the
 * rows. Nothing of the record is changed: whoever asked removes the rows, where they are still those. A file that is left of a
 * sealing that did not get so far is written over.
 *
 * @returns null: there is nothing to put away
 * @throws what SQLite or the file system says
 */
export function writePart({ dataDir, sessionId, databaseKey, sessionKey, wallMs }: SealJob): Part | null {
  const db = openEngine(databasePath(dataDir), { key: databaseKey, readOnly: true })
  try {
    const rows = readRows(db, sessionId)
    const [firstRecord] = rows.records
    if (!firstRecord) return null
    const part = rows.parts.length + 1
    const before = endsOf(rows.parts)
    const key = readSessionKey(dataDir, sessionKey, sessionId) ?? makeKey(dataDir, sessionKey, sessionId)
    const bytes = writeSealed({ sessionId, part }, rows, key)
    const ends = whereRowsEnd(rows, before)
    const file = nameFile(sessionId, part, rows.openedWallMs)
    writeChecked(dataDir, file, bytes, written => {
      const again = readSealed({ sessionId, part }, written, key, before).ends
      if (again.log.hash !== ends.log.hash || again.readings.hash !== ends.readings.hash)
        throw new Error(phrase.sealed.sessionNotReadBack(sessionId))
    })
    return {
      file,
      sessionId,
      part,
      digest: digestBytes(bytes),
      bytes: bytes.length,
      sealedWallMs: wallMs,
      logFirst: number(firstRecord, 'seq'),
      ends,
    }
  } finally {
    db.close()
  }
}

interface RowsToSeal {
  readonly parts: readonly Part[]
  readonly readings: readonly StoredRow[]
  readonly records: readonly StoredRow[]
  readonly state: string
  readonly openedWallMs: number
}

function readRows(db: Database, sessionId: string): RowsToSeal {
  const prepare = prepareOnce(db)
  db.exec('BEGIN')
  try {
    const session = prepare(
      'SELECT opened_wall_ms FROM sessions WHERE id = ? AND own_log = 1 AND closed_wall_ms IS NOT NULL',
    ).get(sessionId)
    return {
      parts: readParts(prepare, sessionId),
      readings: prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').all(sessionId),
      records: session
        ? prepare('SELECT * FROM session_log WHERE session_id = ? ORDER BY seq').all(sessionId)
        : [],
      state: text(
        prepare('SELECT state FROM states WHERE session_id = ?').get(sessionId) ?? { state: '' },
        'state',
      ),
      openedWallMs: session ? number(session, 'opened_wall_ms') : 0,
    }
  } finally {
    db.exec('COMMIT')
  }
}

function whereRowsEnd({ records, readings }: RowsToSeal, before: Ends): Ends {
  const record = records.at(-1)
  const reading = readings.at(-1)
  return {
    log: record ? { seq: number(record, 'seq'), hash: text(record, 'hash') } : before.log,
    readings: reading ? { seq: number(reading, 'seq'), hash: hex(reading, 'hash') } : before.readings,
  }
}

function makeKey(dataDir: string, kek: Uint8Array, sessionId: string): Uint8Array {
  const key = randomBytes(KEY_BYTES)
  addSessionKey(dataDir, kek, sessionId, key)
  return key
}

/** The file gets its name only when it is on the disk and reads back. */
function writeChecked(dataDir: string, file: string, bytes: Buffer, check: (written: Buffer) => void): void {
  const path = pathOf(dataDir, file)
  const part = `${path}.part`
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  rmSync(part, { force: true })
  const handle = openSync(part, 'wx', FILE_MODE)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  check(readFileSync(part))
  renameSync(part, path)
  syncFolder(dirname(path))
  // The folders of a year may be new.
  syncFolder(dirname(dirname(path)))
  syncFolder(dataDir)
}
