import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FOLDER_MODE } from '../process/tighten.ts'
import { syncFile, syncFolder } from './durable.ts'
import { openEngine } from './engine.ts'
import { damaged } from './errors.ts'
import { backupsPath, databasePath } from './files.ts'
import { quickCheck } from './inspect.ts'

/**
 * Copies the record as it is before its layout is changed. Must not be called while this process has the file open: closing
 * the copy's source would give SQLite's locks on it back (POSIX, fcntl).
 */
export function copyBeforeMigration(dataDir: string, version: number, key: Uint8Array): void {
  const folder = backupsPath(dataDir)
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  const path = join(folder, `vigil-layout-${version}.db`)
  const part = `${path}.part`
  rmSync(part, { force: true })
  const db = openEngine(databasePath(dataDir), { key })
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
  } finally {
    db.close()
  }
  copyFileSync(databasePath(dataDir), part)
  const copy = openEngine(part, { key, readOnly: true })
  try {
    if (quickCheck(copy) !== 'ok') throw damaged(dataDir)
  } finally {
    copy.close()
  }
  syncFile(part)
  renameSync(part, path)
  syncFolder(folder)
}
