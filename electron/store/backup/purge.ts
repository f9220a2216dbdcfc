import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import type { Head } from '../chain.ts'
import { createChains } from '../chains.ts'
import { clearFiles } from '../delete/clear-files.ts'
import { removeSession } from '../delete/remove.ts'
import { readTombstones, type Tombstone } from '../delete/tombstones.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { findEdited } from '../edited-rows.ts'
import { type Database, openEngine } from '../engine.ts'
import { asidePath, backupsPath, databasePath, listBackups } from '../files.ts'
import { watchGoverned } from '../governed.ts'
import { pragma, quickCheck } from '../inspect.ts'
import type { Keys } from '../keys/keys.ts'
import { readHead } from '../mark.ts'
import { migrations } from '../migrations/index.ts'
import { migrate } from '../open.ts'
import { number } from '../rows.ts'
import { readAllParts } from '../seal/parts.ts'
import { prepareOnce } from '../statements.ts'
import { createTransaction } from '../transaction.ts'
import { StoreError } from '../types.ts'
import { findForeignTrigger } from '../verify-layout.ts'
import { BACKUP_DATABASE, isOwnManifest, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { explainPlace } from './place.ts'

/** Backups are to be cleared of deleted sessions. */
export interface PurgeJob {
  readonly dataDir: string
  /** Folders of backups. */
  readonly places: readonly string[]
  readonly software: string
  readonly wallMs: number
}

/** The layout from which on sessions have logs of their own: only such ones are ever deleted. */
const OWN_LOGS_SINCE = 8

/**
 * Deletes from every backup what was deleted from the record: the session's rows, with a tombstone of its own, its files and its key.
 * A backup that has been cleared before is not opened.
 *
 * @returns what still holds a deleted session, one sentence each
 */
export function purgeBackups(job: PurgeJob, keys: Keys): readonly string[] {
  const gone = readGone(job.dataDir, keys)
  if (gone.length === 0) return []
  const left = job.places.flatMap(place => {
    if (!existsSync(place)) {
      // Before its first backup a record has no such folder of its own.
      if (place === backupsPath(job.dataDir)) return []
      return [phrase.backups.placeClearedLater(place)]
    }
    const copies = copiesIn(place)
    if (copies instanceof StoreError) return [copies.message]
    return copies.flatMap(name => {
      try {
        purgeOne(join(place, name), job, keys, gone)
        return []
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return [phrase.backups.backupMayHoldDeleted(join(place, name), why)]
      }
    })
  })
  return [...left, ...listAside(job.dataDir)]
}

/** What was put aside is another record, which Vigil does not change. */
function listAside(dataDir: string): readonly string[] {
  const folder = asidePath(dataDir)
  if (!existsSync(folder) || readdirSync(folder).length === 0) return []
  return [phrase.backups.folderMayHoldDeleted(folder)]
}

/** What was deleted from a record. @throws what SQLite says */
export function readGone(dataDir: string, keys: Keys): readonly Tombstone[] {
  const db = openEngine(databasePath(dataDir), { key: keys.database, readOnly: true })
  try {
    return readTombstones(prepareOnce(db))
  } finally {
    db.close()
  }
}

/** A place that cannot be read keeps no session from being deleted: it may hold one, which is told. */
function copiesIn(place: string): readonly string[] | StoreError {
  try {
    return listCopies(place)
  } catch (error) {
    return new StoreError('denied', phrase.backups.clearedAtNextBackup(explainPlace(error, place)))
  }
}

/** Backups, and what lies there from before the layout was changed. */
function listCopies(place: string): readonly string[] {
  const layouts = readdirSync(place).filter(name => /^vigil-layout-\d+\.db$/.test(name))
  return [...listBackups(place).map(({ name }) => name), ...layouts]
}

function purgeOne(path: string, job: PurgeJob, keys: Keys, gone: readonly Tombstone[]): void {
  if (!statSync(path).isDirectory()) {
    removeIfHolds(path, keys, gone)
    return
  }
  const manifest = readManifest(path)
  if (!manifest || manifest.keys !== keys.id || !isOwnManifest(manifest, keys.backup))
    throw new Error(phrase.backups.underOtherKeys)
  if ((manifest.without ?? 0) >= gone.length) return
  purgeFolder(path, manifest, job, keys, gone)
  clearFiles(path, gone)
}

/** One file of an earlier version: there are newer backups. */
function removeIfHolds(path: string, keys: Keys, gone: readonly Tombstone[]): void {
  const db = openEngine(path, { key: keys.database, readOnly: true })
  let holds: boolean
  try {
    holds = listHeld(db, gone).length > 0
  } finally {
    db.close()
  }
  if (holds) rmSync(path)
}

const listHeld = (db: Database, gone: readonly Tombstone[]) =>
  gone.filter(({ sessionId }) => db.prepare('SELECT 1 FROM sessions WHERE id = ?').get(sessionId))

function purgeFolder(
  path: string,
  { mac: _mac, ...made }: Manifest,
  job: PurgeJob,
  keys: Keys,
  gone: readonly Tombstone[],
): void {
  const database = join(path, BACKUP_DATABASE)
  const part = `${database}.part`
  for (const name of [part, `${part}-journal`]) rmSync(name, { force: true })
  copyFileSync(database, part)
  try {
    const purged = purgeDatabase(part, job, keys, gone)
    if (purged) {
      const { head, sessions, sealedBytes } = purged
      const ends = [...(made.ends ?? []), { entries: head.seq, is: head.hash }]
      const bytes = sealedBytes + statSync(part).size
      syncFile(part)
      // The manifest first: it names both ends, so that a power cut in between leaves a whole backup.
      writeManifest(path, { ...made, sessions, bytes, ends }, keys.backup)
      renameSync(part, database)
      syncFolder(path)
      writeManifest(path, { ...made, sessions, bytes, ends, without: gone.length }, keys.backup)
    } else writeManifest(path, { ...made, without: gone.length }, keys.backup)
  } finally {
    rmSync(part, { force: true })
  }
}

/** How a copy ends once sessions were deleted from it. */
export interface Purged {
  readonly head: Head
  readonly sessions: number
  /** Of the files of sealed sessions that it still has. */
  readonly sealedBytes: number
}

/** Deletes from a database that nobody has open; null: it holds none of them. */
export function purgeDatabase(
  path: string,
  { wallMs, software }: Pick<PurgeJob, 'wallMs' | 'software'>,
  keys: Keys,
  gone: readonly Tombstone[],
): Purged | null {
  const db = openEngine(path, { key: keys.database })
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON')
    if (pragma(db, 'user_version') < OWN_LOGS_SINCE) return null
    const held = listHeld(db, gone)
    if (held.length === 0) return null
    const strange = findForeignTrigger(db, pragma(db, 'user_version'))
    if (strange !== null) throw new Error(phrase.backups.strangeObject(strange))
    migrate(db, migrations)
    const edited = findEdited(db, keys.signing.publicKey)
    if (edited) throw new Error(phrase.backups.editedPastVigil(edited.table, edited.seq))
    watchGoverned(db)
    const prepare = prepareOnce(db)
    const chains = createChains(prepare, keys.signing)
    const atomically = createTransaction(db, path, chains.vouch, chains.forget)
    const own = { station: hostname(), software }
    // On the copy's own line of time, at its end.
    const last = number(prepare('SELECT max(mono_ms) AS mono FROM log').get() ?? {}, 'mono')
    const at = { monoMs: last, wallMs }
    for (const tombstone of held) atomically(() => removeSession(prepare, chains, own, at, tombstone))
    if (quickCheck(db) !== 'ok') throw new Error(phrase.backups.itIsDamaged)
    return {
      head: readHead(db),
      sessions: number(prepare('SELECT count(*) AS n FROM sessions').get() ?? {}, 'n'),
      sealedBytes: readAllParts(prepare).reduce((sum, { bytes }) => sum + bytes, 0),
    }
  } finally {
    db.close()
  }
}
