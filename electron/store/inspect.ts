import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { type Database, openEngine, PAGE_BYTES, PLAIN_HEADER } from './engine.ts'
import { damaged, folderInPlace, gone } from './errors.ts'
import { asidePath, backupsPath, databasePath, listBackups, markPath, walPath } from './files.ts'
import { keysPath, readKeysFile } from './keys/slots.ts'
import { number, text } from './rows.ts'
import { StoreError } from './types.ts'

/** SQLite's file format, section 1.3: the header of the first page. */
const HEADER_BYTES = 100

/** What lies in a data folder. `plain`: a record of before encryption. */
export type Found = 'nothing' | 'plain' | 'encrypted'

/**
 * Looks at the files of a data folder, changing nothing: whoever opens a database for writing also moves its WAL into it when
 * closing, and takes the remains of a file for a new one.
 *
 * @throws StoreError 'gone' where there was a record before: only a folder that never had one is new; 'denied' where a folder lies in a file's place
 */
export function lookAtFolder(dataDir: string): Found {
  const path = databasePath(dataDir)
  // How large a folder is differs from file system to file system: some are empty, some as large as a file.
  for (const file of [path, walPath(dataDir)])
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw folderInPlace(dataDir, file)
  const walBytes = sizeOf(walPath(dataDir))
  const bytes = sizeOf(path)
  if (!existsSync(path)) {
    if (walBytes > 0) throw damaged(dataDir, phrase.record.goneThoughNewestThere(walPath(dataDir)))
    refuseIfUsed(dataDir, phrase.record.isMissing)
    return 'nothing'
  }
  if (bytes === 0) {
    // SQLite makes the file first and fills it later; but a record that was in use was not empty.
    if (walBytes > 0) throw damaged(dataDir, phrase.record.isEmpty)
    refuseIfUsed(dataDir, phrase.record.isEmpty)
    return 'nothing'
  }
  if (bytes < HEADER_BYTES) throw damaged(dataDir)
  return readStart(path) === PLAIN_HEADER ? 'plain' : 'encrypted'
}

/** @throws StoreError 'gone' where anything says that this folder has had a record */
export function refuseIfUsed(dataDir: string, what: string): void {
  const sessions = join(dataDir, 'sessions')
  const keys = readKeysFile(keysPath(dataDir))
  const traces: readonly [boolean, string][] = [
    [existsSync(markPath(dataDir)), phrase.record.itsMarkIs],
    [keys?.inUse === true, phrase.record.itsKeysAre],
    [listBackups(backupsPath(dataDir)).length > 0, phrase.record.itsBackupsAre],
    // Keys that no record uses yet: somebody has said that it shall begin anew.
    [keys === null && existsSync(asidePath(dataDir)), phrase.record.whatPutAside],
    [existsSync(sessions) && readdirSync(sessions).length > 0, phrase.record.sealedSessions],
  ]
  const [trace] = traces.filter(([is]) => is)
  if (trace) throw gone(dataDir, phrase.record.traceThere(what, trace[1]))
}

/**
 * Looks whether a database may be written to, and gives the version of its layout.
 *
 * @param checksPages look at every page, which reads the whole file
 * @throws StoreError 'damaged' or 'newer', or whatever SQLite says
 */
export function inspect(
  dataDir: string,
  key: Uint8Array | null,
  knownVersion: number,
  checksPages = false,
): number {
  const path = databasePath(dataDir)
  const db = openEngine(path, { key, readOnly: true })
  try {
    const version = pragma(db, 'user_version')
    if (version > knownVersion) throw new StoreError('newer', phrase.record.recordOfNewerVigil(dataDir))
    const tables = number(db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}, 'tables')
    if (version === 0 && tables > 0) throw damaged(dataDir, phrase.record.someOtherDatabase)
    // Without a WAL SQLite finds a cut file by itself. With one, the end of the file may lie in the WAL.
    const isCut = pragma(db, 'page_count') * PAGE_BYTES > sizeOf(path)
    const looks = checksPages || (sizeOf(walPath(dataDir)) > 0 && isCut)
    if (looks && quickCheck(db) !== 'ok') throw damaged(dataDir)
    return version
  } finally {
    db.close()
  }
}

/** SQLite's own look at every page: 'ok', or its first complaint. Reads the whole file. */
export function quickCheck(db: Database): string {
  return text(db.prepare('PRAGMA quick_check(1)').get() ?? {}, 'quick_check')
}

export function pragma(db: Database, name: 'user_version' | 'page_count'): number {
  return number(db.prepare(`PRAGMA ${name}`).get() ?? {}, name)
}

export function readStart(path: string): string {
  const header = Buffer.alloc(PLAIN_HEADER.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  return header.toString('latin1')
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
