import { existsSync, mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { say } from '../process/say.ts'
import { FOLDER_MODE, tightenFolder } from '../process/tighten.ts'
import { copyBeforeMigration } from './backup.ts'
import { explain, isBusy } from './errors.ts'
import { databasePath, lockPath } from './files.ts'
import { inspect } from './inspect.ts'
import { type Migration, migrations } from './migrations/index.ts'
import { number } from './rows.ts'
import { StoreError } from './types.ts'

const BUSY_TIMEOUT_MS = 2000

export interface OpenDatabase {
  readonly db: DatabaseSync
  /** May be called again. */
  close(): void
}

/**
 * Opens the database of a data folder for its one writer, bringing its layout up to date. An existing file gets a backup
 * copy before its layout is changed; a damaged one is left exactly as it is.
 *
 * @throws StoreError
 */
export function openDatabase(dataDir: string, known: readonly Migration[] = migrations): OpenDatabase {
  try {
    mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE })
  } catch (error) {
    throw explain(error, dataDir)
  }
  const lock = takeLock(dataDir)
  for (const problem of tightenFolder(dataDir)) say(problem)
  let db: DatabaseSync | null = null
  try {
    inspect(dataDir, newest(known))
    const opened = new DatabaseSync(databasePath(dataDir), { timeout: BUSY_TIMEOUT_MS })
    db = opened
    // FULL: what was acknowledged survives a power cut; on macOS only with fullfsync.
    opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON')
    migrate(opened, dataDir, known)
    return {
      db: opened,
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

/** Opens the database for reading, while the app may be running on it. @throws StoreError */
export function openDatabaseReadOnly(dataDir: string): OpenDatabase {
  const path = databasePath(dataDir)
  if (!existsSync(path))
    throw new StoreError('missing', `There is no record in ${dataDir}: name the data folder with VIGIL_DATA.`)
  try {
    inspect(dataDir, newest(migrations))
    const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    if (versionOf(db) === newest(migrations)) return { db, close: () => db.close() }
    db.close()
  } catch (error) {
    throw explain(error, dataDir)
  }
  throw new StoreError(
    'missing',
    `The record in ${dataDir} has an older layout: start Vigil on it once, which brings it up to date.`,
  )
}

/** A lock that the operating system gives back by itself, whatever happens to this process. */
function takeLock(dataDir: string): DatabaseSync {
  let lock: DatabaseSync | null = null
  try {
    lock = new DatabaseSync(lockPath(dataDir))
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (!isBusy(error)) throw explain(error, dataDir)
    throw new StoreError(
      'locked',
      `Vigil is already running on ${dataDir}: use its window, or name another folder with VIGIL_DATA.`,
    )
  }
}

/** The layout that these lead to. */
function newest(known: readonly Migration[]): number {
  return known.at(-1)?.id ?? 0
}

function versionOf(db: DatabaseSync): number {
  return number(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version')
}

function migrate(db: DatabaseSync, dataDir: string, known: readonly Migration[]): void {
  const version = versionOf(db)
  if (version > 0 && version < newest(known)) copyBeforeMigration(db, dataDir, version)
  for (const { id, up } of known) {
    if (id <= version) continue
    db.exec('BEGIN IMMEDIATE')
    try {
      up(db)
      db.exec(`PRAGMA user_version = ${id}`)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
}
