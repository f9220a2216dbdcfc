import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { BACKUP_PLACE } from '../core/contracts/record.ts'
import { say } from '../process/say.ts'
import { isOwnManifest, parseManifest, readManifest } from './backup/manifest.ts'
import { lookForNewest, silentPlace } from './backup/newest-there.ts'
import { type Head, noLinks } from './chain.ts'
import { deletedHashAt } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
import { gone } from './errors.ts'
import { backupsPath, listBackups, markPath } from './files.ts'
import { readSetting } from './installation.ts'
import type { Keys } from './keys/keys.ts'
import type { OsStore } from './keys/os-store.ts'
import { isOwnMark, type Mark, readMark } from './mark-file.ts'
import { readOsMark } from './os-mark.ts'
import { number, text } from './rows.ts'
import { type Archive, createArchive } from './seal/archive.ts'
import { prepareOnce } from './statements.ts'
import { StoreError } from './types.ts'

/*
 * `vigil.mark`: how far the record of this folder had come when it was last written, apart from the record. An older copy
 * in its place, or none, is found by it at the next start.
 */

/** @throws StoreError 'keys' or 'gone': the record is not the one, or not the newest, that this folder had */
export function compareWithMark(db: Database, dataDir: string, keys: Keys, os: OsStore | null): void {
  const found = readMark(markPath(dataDir))
  if (found) compare(db, dataDir, keys, found)
  const kept = readOsMark(os, keys)
  // A backup that was put in place since then goes less far; who did that has signed the mark of this folder.
  if (kept && isOwnMark(kept, keys) && kept.wallMs >= (found?.restoredWallMs ?? 0))
    compare(db, dataDir, keys, kept)
}

function compare(db: Database, dataDir: string, keys: Keys, found: Mark): void {
  if (found.keys !== keys.id)
    throw new StoreError('keys', phrase.record.recordOfOtherKeys(dataDir, markPath(dataDir)))
  if (!isOwnMark(found, keys)) throw gone(dataDir, phrase.record.markDoesNotFit(markPath(dataDir)))
  const head = readHead(db)
  if (head.seq < found.seq) throw gone(dataDir, phrase.record.olderCopy(head.seq, found.seq))
  if (found.seq > 0 && differs(db, archiveOf(db, dataDir, keys), found))
    throw gone(dataDir, phrase.record.anotherRecord(found.seq))
}

/** The newest record of all logs. */
export function readHead(db: Database): Head {
  return logTables(db)
    .flatMap(table => db.prepare(`SELECT seq, hash FROM ${table} ORDER BY seq DESC LIMIT 1`).all())
    .map(row => ({ seq: number(row, 'seq'), hash: text(row, 'hash') }))
    .reduce((newest, end) => (end.seq > newest.seq ? end : newest), noLinks)
}

/**
 * Whether the record with this number has, or had, a hash that begins so, as far as both are known; null: there never was one. Sealed
 * records count, and deleted ones, of which the first digits are kept. @throws StoreError where its sealed part does not open
 */
export function holds(db: Database, archive: Archive, { seq, hash }: Head): boolean | null {
  const [row] = logTables(db).flatMap(table => db.prepare(`SELECT hash FROM ${table} WHERE seq = ?`).all(seq))
  const known = row
    ? text(row, 'hash')
    : ((hasSealed(db) ? archive.hashAt(seq) : null) ?? deletedHashAt(db, seq))
  return known === null ? null : known.startsWith(hash) || hash.startsWith(known)
}

function hasSealed(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sealed'").get() !== undefined
}

/** A sealed part that does not open is no reason to keep the record closed: `verify` names it. */
function differs(db: Database, archive: Archive, head: Head): boolean {
  try {
    return holds(db, archive, head) !== true
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    say(error.message)
    return false
  }
}

/** A backup of an earlier version has one log. */
function logTables(db: Database): readonly string[] {
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('log', 'session_log')")
    .all()
    .map(row => text(row, 'name'))
}

/**
 * The same against the backups that lie in the data folder: a record that was put back by hand is older than they are, whatever
 * has become of the mark.
 *
 * @throws StoreError 'gone'
 */
export function compareWithBackups(db: Database, dataDir: string, keys: Keys): void {
  const since = readMark(markPath(dataDir))?.restoredWallMs ?? 0
  const folder = backupsPath(dataDir)
  const own = listBackups(folder).flatMap(({ name }) => {
    const path = join(folder, name)
    const manifest = readManifest(path)
    if (!manifest || manifest.keys !== keys.id || manifest.madeWallMs <= since) return []
    return isOwnManifest(manifest, keys.backup) ? [{ path, head: manifest.head }] : []
  })
  const newest = own.toSorted((a, b) => a.head.seq - b.head.seq).at(-1)
  if (!newest || newest.head.seq === 0) return
  if (differs(db, archiveOf(db, dataDir, keys), newest.head))
    throw gone(dataDir, phrase.record.olderThanBackup(newest.path, newest.head.seq), newest.path)
}

/**
 * The same against the second place for backups, which a rollback of the whole data folder leaves as it was. A place that is
 * not there says nothing; one that does not answer holds nothing up.
 *
 * @throws StoreError 'gone'
 */
export function compareWithPlace(
  db: Database,
  dataDir: string,
  keys: Keys,
  look: typeof lookForNewest = lookForNewest,
): void {
  const place = readSetting(prepareOnce(db), BACKUP_PLACE)
  if (!place) return
  const since = readMark(markPath(dataDir))?.restoredWallMs ?? 0
  const newest = look(place)
  if (newest === 'silent') {
    say(phrase.record.newerBackupsUnknown(silentPlace(place)))
    return
  }
  const manifest = newest && parseManifest(newest.manifest)
  if (!manifest || manifest.keys !== keys.id || !isOwnManifest(manifest, keys.backup)) return
  if (manifest.madeWallMs <= since || manifest.head.seq === 0) return
  if (!differs(db, archiveOf(db, dataDir, keys), manifest.head)) return
  const newer = join(place, newest.name)
  throw gone(dataDir, phrase.record.olderThanBackups(newer, manifest.head.seq), newer)
}

const archiveOf = (db: Database, dataDir: string, { session }: Keys): Archive =>
  createArchive(prepareOnce(db), dataDir, session)
