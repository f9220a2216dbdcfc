import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { damaged } from './errors.ts'
import { databasePath, listDailyBackups, walPath } from './files.ts'
import { number, text } from './rows.ts'
import { StoreError } from './types.ts'

/** SQLite's file format, section 1.3: the header of the first page. */
const HEADER_BYTES = 100
const PAGE_SIZE_AT = 16
const PAGE_COUNT_AT = 28

/**
 * Looks whether the record in a data folder may be written to, changing nothing: whoever opens a database for writing also
 * moves its WAL into it when closing, and takes the remains of a file for a new one.
 *
 * @throws StoreError 'damaged' or 'newer', or whatever SQLite says
 */
export function inspect(dataDir: string, knownVersion: number): void {
  const path = databasePath(dataDir)
  const walBytes = sizeOf(walPath(dataDir))
  if (!existsSync(path)) {
    if (walBytes > 0)
      throw damaged(dataDir, `is gone, though ${walPath(dataDir)} is there with its newest entries,`)
    return
  }
  const bytes = sizeOf(path)
  if (bytes === 0) {
    // SQLite makes the file first and fills it later; but a record that had backups was not empty.
    if (walBytes > 0 || listDailyBackups(dataDir).length > 0) throw damaged(dataDir, 'is empty')
    return
  }
  if (bytes < HEADER_BYTES) throw damaged(dataDir)

  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const version = number(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version')
    if (version > knownVersion)
      throw new StoreError(
        'newer',
        `The record in ${dataDir} was written by a newer Vigil: update this one, or name another folder with VIGIL_DATA.`,
      )
    const tables = number(db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}, 'tables')
    if (version === 0 && tables > 0) throw damaged(dataDir, 'is some other database')
    // Without a WAL SQLite finds a cut file by itself. With one, the end of the file may lie in the WAL.
    if (walBytes > 0 && isCut(path, bytes)) {
      const complaint = text(db.prepare('PRAGMA quick_check(1)').get() ?? {}, 'quick_check')
      if (complaint !== 'ok') throw damaged(dataDir)
    }
  } finally {
    db.close()
  }
}

/** The file is shorter than its header says. */
function isCut(path: string, bytes: number): boolean {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(file)
  }
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT)
  return header.readUInt32BE(PAGE_COUNT_AT) * (pageSize === 1 ? 65_536 : pageSize) > bytes
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
