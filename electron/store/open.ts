import { existsSync } from 'node:fs'
import { phrase } from '../../shared/words/host.ts'
import { makeFolder } from '../process/make-folder.ts'
import { say } from '../process/say.ts'
import { tightenFolder } from '../process/tighten.ts'
import { copyBeforeMigration } from './copy-before.ts'
import { copyToRead } from './copy-to-read.ts'
import { findEdited } from './edited-rows.ts'
import { encryptPlainBackups, encryptPlainRecord } from './encrypt-plain.ts'
import { type Database, openEngine } from './engine.ts'
import { damaged, explain, isBusy, isDamage } from './errors.ts'
import { databasePath, journalPath, lockPath, markPath } from './files.ts'
import { inspect, lookAtFolder, pragma, refuseIfUsed } from './inspect.ts'
import { keyFilePath } from './keys/file-secret.ts'
import { type KeySources, type Keys, makeKeys, openKeys, ownSources, setInUse } from './keys/keys.ts'
import { keysPath, readKeysFile } from './keys/slots.ts'
import { compareWithBackups, compareWithMark, compareWithPlace, readHead } from './mark.ts'
import { readMark, writeMark } from './mark-file.ts'
import { type Migration, migrations, newestOf } from './migrations/index.ts'
import { storeOfMark } from './os-mark.ts'
import { refuseBetweenKeys, settleRekey } from './rekey/place.ts'
import { signEverything } from './signatures.ts'
import { type Broken, StoreError } from './types.ts'
import { findForeignTrigger } from './verify-layout.ts'

/** The layout from which on every chain's end is signed, and that from which on each is where it is now. */
const SIGNED_SINCE = 6
const SAME_ENDS_SINCE = 9

export interface OpenDatabase {
  readonly db: Database
  readonly keys: Keys
  /** The folder has had a record, and its mark is not there any more, or cannot be read. */
  readonly markWasGone: boolean
  /** May be called again. */
  close(): void
}

/**
 * Opens the database of a data folder for its one writer, bringing its layout up to date. A new folder gets keys of its own;
 * a plain record of before is encrypted. An existing file gets a backup copy before its layout is changed; a damaged one is
 * left exactly as it is, and where there was a record before none is begun anew.
 *
 * @param checksPages look at every page first: where nothing is so urgent that it must be written to a damaged record
 * @throws StoreError
 */
export function openDatabase(
  dataDir: string,
  known: readonly Migration[] = migrations,
  sources: KeySources = ownSources,
  checksPages = false,
): OpenDatabase {
  try {
    makeFolder(dataDir)
  } catch (error) {
    throw explain(error, dataDir)
  }
  const lock = takeLock(dataDir)
  for (const problem of tightenFolder(dataDir)) say(problem)
  let db: Database | null = null
  try {
    settleRekey(dataDir, sources)
    const found = lookAtFolder(dataDir)
    const keys = found === 'encrypted' ? openKeys(dataDir, sources) : keysOfNew(dataDir, sources)
    if (found !== 'nothing') rollBack(dataDir, found === 'plain' ? null : keys.database)
    if (found === 'plain') {
      inspect(dataDir, null, newestOf(known))
      encryptPlainRecord(dataDir, keys.database)
    }
    const version = found === 'nothing' ? 0 : inspect(dataDir, keys.database, newestOf(known), checksPages)
    // A first start that did not get further leaves a database without tables, and keys that nothing uses yet.
    if (version === 0 && found !== 'nothing') refuseIfUsed(dataDir, phrase.record.holdsNothing)
    if (version > 0 && version < newestOf(known)) copyBeforeMigration(dataDir, version, keys.database)
    const opened = openEngine(databasePath(dataDir), { key: keys.database })
    db = opened
    // What is removed does not stay in free pages. FULL: what was acknowledged survives a power cut; on macOS only with fullfsync.
    opened.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON',
    )
    refuseForeignTrigger(opened, dataDir, version, known)
    if (found === 'encrypted') {
      compareWithMark(opened, dataDir, keys, storeOfMark(dataDir, sources))
      compareWithBackups(opened, dataDir, keys)
    }
    if (version >= SAME_ENDS_SINCE) refuseEdited(opened, dataDir, keys)
    migrate(opened, known, id => {
      if (version < SIGNED_SINCE && id >= SIGNED_SINCE) signEverything(opened, keys.signing)
    })
    compareWithPlace(opened, dataDir, keys)
    const isMarked = readMark(markPath(dataDir)) !== null
    const wasInUse = readKeysFile(keysPath(dataDir))?.inUse === true
    // From the beginning: whatever is without one later has lost it.
    if (!isMarked && !wasInUse)
      writeMark(dataDir, keys, readHead(opened), { wallMs: sources.nowMs(), restoredWallMs: 0 })
    setInUse(dataDir)
    // Only now: a plain backup is what a failed encryption of the record would be restored from.
    encryptPlainBackups(dataDir, keys.database)
    return {
      db: opened,
      keys,
      markWasGone: wasInUse && !isMarked,
      close() {
        if (opened.isOpen) opened.close()
        if (lock.isOpen) lock.close()
      },
    }
  } catch (error) {
    db?.close()
    lock.close()
    throw explain(error, dataDir)
  }
}

/** @throws StoreError 'missing', or 'gone' where there was one, with what its backups are good for */
export function requireRecord(dataDir: string): void {
  if (existsSync(databasePath(dataDir))) return
  refuseIfUsed(dataDir, phrase.record.isMissing)
  throw new StoreError('missing', phrase.record.noRecordThere(dataDir))
}

/** How a record is read. */
export interface ReadingOptions {
  /** From a copy, where the disk lets nothing be opened: in a process that has this record open nowhere else. */
  readonly mayCopy?: boolean
}

/** A record that is only read. */
export interface OpenForReading extends OpenDatabase {
  /** Where the database is: the data folder, or that of a copy. */
  readonly folder: string
}

/** Opens the database for reading, while the app may be running on it. @throws StoreError */
export function openDatabaseReadOnly(
  dataDir: string,
  sources: KeySources = ownSources,
  { mayCopy = false }: ReadingOptions = {},
): OpenForReading {
  requireRecord(dataDir)
  try {
    refuseBetweenKeys(dataDir)
    if (existsSync(journalPath(dataDir)))
      throw new StoreError('missing', phrase.record.cutOffInChange(dataDir))
    // Never by a look into the file: this process may have it open, and closing it would give SQLite's locks back.
    if (readKeysFile(keysPath(dataDir))?.inUse) {
      const keys = openKeys(dataDir, sources)
      const opened = mayCopy ? openWhereItMay(dataDir, keys.database) : openIn(dataDir, keys.database)
      if (opened) return { ...opened, keys, markWasGone: false }
    } else if (lookAtFolder(dataDir) === 'plain') inspect(dataDir, null, newestOf(migrations))
    else openKeys(dataDir, sources)
  } catch (error) {
    throw explain(error, dataDir)
  }
  throw new StoreError('missing', phrase.record.recordOfOlderLayout(dataDir))
}

type Opened = Pick<OpenForReading, 'db' | 'folder' | 'close'>

function openWhereItMay(dataDir: string, key: Uint8Array): Opened | null {
  try {
    return openIn(dataDir, key)
  } catch (error) {
    const { code } = explain(error, dataDir)
    const copy = code === 'disk' || code === 'denied' ? copyToRead(dataDir) : null
    if (!copy) throw error
    const opened = openIn(copy.folder, key)
    if (!opened) copy.remove()
    return opened && { ...opened, close: () => [opened.close, copy.remove].forEach(each => void each()) }
  }
}

/** null: it has the layout of another version. */
function openIn(folder: string, key: Uint8Array): Opened | null {
  if (inspect(folder, key, newestOf(migrations)) !== newestOf(migrations)) return null
  const db = openEngine(databasePath(folder), { key, readOnly: true })
  return { db, folder, close: () => db.close() }
}

/** Before anything is written: it would fire. @throws StoreError 'damaged' */
export function refuseForeignTrigger(
  db: Database,
  dataDir: string,
  version: number,
  known: readonly Migration[] = migrations,
): void {
  const strange = findForeignTrigger(db, version, known)
  if (strange !== null) throw damaged(dataDir, phrase.record.strangeObject(strange))
}

/** Before anything is added: Vigil would believe, and sign, what somebody else has put there. @throws StoreError 'damaged' */
function refuseEdited(db: Database, dataDir: string, { signing }: Keys): void {
  const edited = readEdited(db, signing.publicKey)
  if (edited) throw damaged(dataDir, phrase.record.editedPastVigil(edited.table, edited.seq, edited.reason))
}

/** A damaged page keeps no record from being written to that must go on: what becomes of it is said once it has begun. */
function readEdited(db: Database, publicKey: string): Broken | null {
  try {
    return findEdited(db, publicKey)
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

/**
 * Takes back what a power cut has left half done while SQLite changed to its write-ahead log, as after a restore or new keys: only a
 * connection that may write does that, and the look at a record may not.
 */
function rollBack(dataDir: string, key: Uint8Array | null): void {
  if (!existsSync(journalPath(dataDir))) return
  const db = openEngine(databasePath(dataDir), { key })
  try {
    db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()
  } finally {
    db.close()
  }
}

/** Keys that no record uses yet may be there: a first start that did not get further. */
function keysOfNew(dataDir: string, sources: KeySources): Keys {
  if (readKeysFile(keysPath(dataDir))) return openKeys(dataDir, sources)
  const keys = makeKeys(dataDir, sources)
  sources.tell?.(phrase.record.keyBesideRecord(dataDir, keyFilePath(dataDir, sources.env)))
  return keys
}

/** A lock that the operating system gives back by itself, whatever happens to this process. @throws StoreError 'locked' */
export function takeLock(dataDir: string): Database {
  let lock: Database | null = null
  try {
    lock = openEngine(lockPath(dataDir), { key: null, timeoutMs: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (!isBusy(error)) throw explain(error, dataDir)
    throw new StoreError('locked', phrase.record.alreadyRunning(dataDir))
  }
}

/** Brings a layout up to date, one migration a transaction. @param also done in each, once its own work is */
export function migrate(
  db: Database,
  known: readonly Migration[],
  also: (id: number) => void = () => {},
): void {
  const version = pragma(db, 'user_version')
  for (const { id, up } of known) {
    if (id <= version) continue
    db.exec('BEGIN IMMEDIATE')
    try {
      up(db)
      also(id)
      db.exec(`PRAGMA user_version = ${id}`)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
}
