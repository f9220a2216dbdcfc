import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { backupsPath, databasePath, listBackups } from './files.ts'
import { StoreError } from './types.ts'

/** SQLite's shared memory of a WAL has pieces of this size. */
const LEAST_FREE_BYTES = 32 * 1024

/** SQLite's primary result code of an error (sqlite.org/rescode.html), as in `BUSY`, or null for any other error. */
function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return /^SQLITE_([A-Z]+)/.exec(error.code)?.[1] ?? null
}

/** Another connection holds the lock. */
export const isBusy = (error: unknown): boolean => sqliteCode(error) === 'BUSY'

/** A page is not what was written, or no key opens it. */
export const isDamage = (error: unknown): boolean => ['CORRUPT', 'NOTADB'].includes(sqliteCode(error) ?? '')

/** Codes that say what is wrong with the change itself (sqlite.org/rescode.html): trying again would not help. */
const OF_THE_CHANGE: ReadonlySet<string> = new Set(['ERROR', 'TOOBIG', 'CONSTRAINT', 'MISMATCH', 'RANGE'])

/** Is this the trouble of the record as a whole (a lock, the disk), which may pass? Else it is of what was to be stored. */
export function mayComeGood(error: unknown): boolean {
  if (error instanceof StoreError) return error.code !== 'edited'
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
    case 'BUSY':
    case 'LOCKED':
      return new StoreError('locked', phrase.record.recordHeldOpen(databasePath(dataDir)))
    case 'CORRUPT':
    case 'NOTADB':
      return damaged(dataDir)
    case 'FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError('disk', phrase.record.diskFull(dataDir))
    case 'EISDIR':
      return folderInPlace(dataDir, message)
    case 'IOERR':
    case 'EIO':
      // SQLite says so too where no room is left beside the file.
      if (isFull(dataDir)) return new StoreError('disk', phrase.record.diskFull(dataDir))
      return new StoreError('disk', phrase.record.diskFails(dataDir, message))
    case 'PERM':
    case 'READONLY':
    case 'CANTOPEN':
    case 'AUTH':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
      return new StoreError('denied', phrase.record.dataFolderNotWritable(dataDir))
    default:
      return new StoreError('disk', phrase.record.recordUnusable(databasePath(dataDir), message))
  }
}

function isFull(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    return bavail * bsize < LEAST_FREE_BYTES
  } catch {
    return false
  }
}

/** For whoever asked to read something: what SQLite or the file system said, in a sentence; any other error as it is. */
export function explainReading(error: unknown, dataDir: string): unknown {
  return sqliteCode(error) === null && systemCode(error)?.startsWith('E') !== true
    ? error
    : explain(error, dataDir)
}

/** @param what what says so, as the path of the folder */
export function folderInPlace(dataDir: string, what: string): StoreError {
  return new StoreError('denied', phrase.record.folderInPlaceOfFile(dataDir, what, whatToDo(dataDir)))
}

/** The record is damaged; nothing of it has been touched. */
export function damaged(dataDir: string, what = phrase.record.isDamaged): StoreError {
  return new StoreError('damaged', phrase.record.leftAsItIs(databasePath(dataDir), what, whatToDo(dataDir)))
}

/** There was a record here; it is not begun anew without a word. @param backup what is best restored; else the newest one here */
export function gone(dataDir: string, what: string, backup?: string): StoreError {
  return new StoreError(
    'gone',
    phrase.record.nothingBegunAnew(databasePath(dataDir), what, whatToDo(dataDir, backup)),
  )
}

/** The ways on, as commands of the headless entry; the page that a start shows has the same. */
function whatToDo(dataDir: string, backup = newestHere(dataDir)): string {
  const restore = backup === null ? '' : phrase.record.restoreBackup(backup)
  return phrase.record.anotherFolderOrAnew(restore)
}

function newestHere(dataDir: string): string | null {
  try {
    const newest = listBackups(backupsPath(dataDir)).at(-1)
    return newest ? join(backupsPath(dataDir), newest.name) : null
  } catch {
    // No folder, or one that may not be read: none can be offered.
    return null
  }
}

export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
