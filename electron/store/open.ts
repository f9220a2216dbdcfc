import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations/index.ts'
import { StoreError } from './types.ts'

export const DATABASE = 'vigil.db'
const LOCK = 'vigil.lock'
export const BACKUPS = 'backups'

/** An open database that nobody else writes to. */
export interface OpenDatabase {
  readonly db: DatabaseSync
  readonly path: string
  close(): void
}

/**
 * Opens the database of a data folder for its one writer, bringing its layout up to date. An existing file gets a backup
 * copy before its layout is changed; a damaged one is left exactly as it is.
 *
 * @throws StoreError
 */
export function openDatabase(dataDir: string): OpenDatabase {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw explain(error, dataDir)
  }
  const lock = takeLock(dataDir)
  const path = join(dataDir, DATABASE)
  let db: DatabaseSync | null = null
  try {
    checkHeader(path)
    db = new DatabaseSync(path, { enableForeignKeyConstraints: true })
    // FULL: what was acknowledged survives a power cut.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;')
    migrate(db, dataDir)
    db.prepare('SELECT count(*) FROM sessions').get()
    const open = db
    return {
      db,
      path,
      close() {
        open.close()
        lock.close()
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
  const path = join(dataDir, DATABASE)
  if (!existsSync(path))
    throw new StoreError('missing', `There is no record in ${dataDir}: name the data folder with VIGIL_DATA.`)
  try {
    checkHeader(path)
    const db = new DatabaseSync(path, { readOnly: true })
    db.exec('PRAGMA busy_timeout = 2000')
    db.prepare('SELECT count(*) FROM sessions').get()
    return { db, path, close: () => db.close() }
  } catch (error) {
    throw explain(error, dataDir)
  }
}

/** A lock that the operating system gives back by itself, whatever happens to this process. */
function takeLock(dataDir: string): DatabaseSync {
  let lock: DatabaseSync | null = null
  try {
    lock = new DatabaseSync(join(dataDir, LOCK))
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (isSqlite(error) && error.message.includes('locked'))
      throw new StoreError(
        'locked',
        `Vigil is already running on ${dataDir}: use its window, or name another folder with VIGIL_DATA.`,
      )
    throw explain(error, dataDir)
  }
}

/** SQLite takes an empty or half-written file for a new one; a record must never be begun over the remains of another. */
function checkHeader(path: string): void {
  if (!existsSync(path)) return
  const { size } = statSync(path)
  if (size === 0 && !existsSync(`${path}-wal`)) return
  if (size < 512) throw new Error('file is not a database')
}

function migrate(db: DatabaseSync, dataDir: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > migrations.length)
    throw new StoreError(
      'newer',
      `The record in ${dataDir} was written by a newer Vigil: update this one, or name another folder with VIGIL_DATA.`,
    )
  if (version === migrations.length) return
  if (version > 0) backUp(db, dataDir, `before-${version + 1}`)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    db.exec('BEGIN IMMEDIATE')
    try {
      migration(db)
      db.exec(`PRAGMA user_version = ${index + 1}`)
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }
}

/** Writes a whole copy beside the record. Gives its path. */
export function backUp(db: DatabaseSync, dataDir: string, name: string): string {
  const folder = join(dataDir, BACKUPS)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `vigil-${name}.db`)
  if (!existsSync(path)) db.prepare('VACUUM INTO ?').run(path)
  return path
}

function isSqlite(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error
}

/** A sentence for people, whatever SQLite or the file system said. */
export function explain(error: unknown, dataDir: string): StoreError {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : String(error)
  const path = join(dataDir, DATABASE)
  if (/not a database|malformed|corrupt|disk image/.test(message))
    return new StoreError(
      'damaged',
      `The record ${path} is damaged and was left as it is: move it away to begin a new one${newestBackup(dataDir)}.`,
    )
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EACCES' || code === 'EPERM' || /unable to open|readonly|authorization/.test(message))
    return new StoreError(
      'denied',
      `${dataDir} may not be written: check the folder's permissions, or set VIGIL_DATA.`,
    )
  if (/full|disk I\/O/.test(message) || code === 'ENOSPC')
    return new StoreError(
      'disk',
      `The disk of ${dataDir} is full or failing: free some space; readings wait in memory.`,
    )
  return new StoreError('disk', `The record ${path} cannot be used: ${message}.`)
}

function newestBackup(dataDir: string): string {
  try {
    const newest = readdirSync(join(dataDir, BACKUPS))
      .filter(name => name.endsWith('.db'))
      .sort()
      .at(-1)
    return newest ? `, or put ${join(dataDir, BACKUPS, newest)} in its place` : ''
  } catch {
    return ''
  }
}
