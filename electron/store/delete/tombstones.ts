import { createHash } from 'node:crypto'
import type { Head } from '../chain.ts'
import type { Database } from '../engine.ts'
import { number, type Row, text } from '../rows.ts'
import { insertInto, type Prepare } from '../statements.ts'

/** What stays of a deleted session: nothing that says whose it was, or what was measured. */
export interface Tombstone {
  readonly sessionId: string
  readonly deletedWallMs: number
  /** The two people. */
  readonly by: string
  readonly reason: string
  /** Where both its chains ended. */
  readonly log: Head
  readonly readings: Head
  readonly records: readonly GoneRecord[]
  /** Its sealed files, below the data folder. */
  readonly files: readonly string[]
}

/**
 * A record that was deleted: its number, and the first digits of its hash. With a third part: records of a sealed file that could not
 * be opened, from this number to that of the last one, whose hash alone is known.
 */
export type GoneRecord = readonly [seq: number, hash: string, first?: number]

/** As short as anchors are. */
export const HASH_DIGITS = 16

const columns = [
  'session_id',
  'deleted_wall_ms',
  'by',
  'reason',
  'log_seq',
  'log_hash',
  'readings_seq',
  'readings_hash',
  'records',
  'files',
] as const

export function addTombstone(prepare: Prepare, tombstone: Tombstone): void {
  const row = toRow(tombstone)
  prepare(insertInto('tombstones', columns)).run(...columns.map(name => row[name]))
}

export function readTombstones(prepare: Prepare): readonly Tombstone[] {
  return prepare('SELECT * FROM tombstones ORDER BY deleted_wall_ms, session_id').all().map(fromRow)
}

/** Of the deleted session with this id; null: none was deleted. */
export function readTombstone(prepare: Prepare, sessionId: string): Tombstone | null {
  const row = prepare('SELECT * FROM tombstones WHERE session_id = ?').get(sessionId)
  return row ? fromRow(row) : null
}

/** SHA-256, by which the log record of the deletion vouches for it. */
export function digestTombstone(row: Row): string {
  return createHash('sha256')
    .update(JSON.stringify(columns.map(name => row[name])))
    .digest('hex')
}

export const digestOf = (tombstone: Tombstone): string => digestTombstone(toRow(tombstone))

/** What is known of the hash of a deleted record: its first digits, or nothing; null: no deleted session had a record of this number. */
export function deletedHashAt(db: Database, seq: number): string | null {
  for (const records of goneRecords(db))
    for (const [last, hash, first = last] of records) {
      if (seq === last) return hash
      if (seq >= first && seq < last) return ''
    }
  return null
}

/** Whether a deleted record's hash begins so, as far as both are known. */
export function hasDeletedHash(db: Database, start: string): boolean {
  const wanted = start.slice(0, HASH_DIGITS)
  return goneRecords(db).some(records => records.some(([, hash]) => hash.startsWith(wanted)))
}

/** Before the layout with tombstones nothing was deleted. */
function goneRecords(db: Database): readonly (readonly GoneRecord[])[] {
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tombstones'").get()) return []
  return db
    .prepare('SELECT records FROM tombstones')
    .all()
    .map(row => JSON.parse(text(row, 'records')) as readonly GoneRecord[])
}

function toRow({ sessionId, deletedWallMs, by, reason, log, readings, records, files }: Tombstone) {
  return {
    session_id: sessionId,
    deleted_wall_ms: Math.round(deletedWallMs),
    by,
    reason,
    log_seq: log.seq,
    log_hash: log.hash,
    readings_seq: readings.seq,
    readings_hash: readings.hash,
    records: JSON.stringify(records),
    files: JSON.stringify(files),
  }
}

function fromRow(row: Row): Tombstone {
  const head = (name: 'log' | 'readings'): Head => ({
    seq: number(row, `${name}_seq`),
    hash: text(row, `${name}_hash`),
  })
  return {
    sessionId: text(row, 'session_id'),
    deletedWallMs: number(row, 'deleted_wall_ms'),
    by: text(row, 'by'),
    reason: text(row, 'reason'),
    log: head('log'),
    readings: head('readings'),
    records: JSON.parse(text(row, 'records')) as Tombstone['records'],
    files: JSON.parse(text(row, 'files')) as Tombstone['files'],
  }
}
