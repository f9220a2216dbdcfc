import { join } from 'node:path'
import { backupsPath, databasePath, listDailyBackups } from './files.ts'
import { StoreError } from './types.ts'

/** Primary result codes of SQLite (sqlite.org/rescode.html); the low byte of what it reports. */
const PERM = 3
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const AUTH = 23
const NOTADB = 26

/** SQLite's primary result code of an error, or null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

/** Another connection holds the lock. */
export const isBusy = (error: unknown): boolean => sqliteCode(error) === BUSY

/** Codes that say what is wrong with the change itself (sqlite.org/rescode.html): trying again would not help. */
const OF_THE_CHANGE: ReadonlySet<number> = new Set([1, 18, 19, 20, 25])

/** Is this the trouble of the record as a whole (a lock, the disk), which may pass? Else it is of what was to be stored. */
export function mayComeGood(error: unknown): boolean {
  if (error instanceof StoreError) return true
  const code = sqliteCode(error)
  return code === null
    ? systemCode(error)?.startsWith('E') === true && !systemCode(error)?.startsWith('ERR_')
    : !OF_THE_CHANGE.has(code)
}

/** One sentence for people, whatever SQLite or the file system said. */
export function explain(error: unknown, dataDir: string): StoreError {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : String(error)
  switch (sqliteCode(error) ?? systemCode(error)) {
    case BUSY:
    case LOCKED:
      return new StoreError(
        'locked',
        `Another program holds the record ${databasePath(dataDir)}: close it, or what it has open there.`,
      )
    case CORRUPT:
    case NOTADB:
      return damaged(dataDir)
    case FULL:
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError('disk', `The disk with ${dataDir} is full: free some space.`)
    case IOERR:
    case 'EIO':
      return new StoreError(
        'disk',
        `The disk with ${dataDir} fails (${message}): check the disk, and copy the folder to another one.`,
      )
    case PERM:
    case READONLY:
    case CANTOPEN:
    case AUTH:
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
      return new StoreError(
        'denied',
        `Vigil cannot write to ${dataDir}: give its user the right to, or name another folder with VIGIL_DATA.`,
      )
    default:
      return new StoreError(
        'disk',
        `The record ${databasePath(dataDir)} cannot be used (${message}): start Vigil again.`,
      )
  }
}

/** The record is damaged; nothing of it has been touched. */
export function damaged(dataDir: string, what = 'is damaged'): StoreError {
  const newest = listDailyBackups(dataDir).at(-1)
  const restore = newest
    ? `; then put a copy of ${join(backupsPath(dataDir), newest)} in its place, or begin anew`
    : ''
  return new StoreError(
    'damaged',
    `The record ${databasePath(dataDir)} ${what} and was left as it is: move it and its -wal file away${restore}.`,
  )
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
