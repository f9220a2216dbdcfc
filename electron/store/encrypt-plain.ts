import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import { syncFile, syncFolder } from './durable.ts'
import { encryptFile, openEngine, PLAIN_HEADER } from './engine.ts'
import { damaged } from './errors.ts'
import { backupsPath, databasePath } from './files.ts'
import { quickCheck, readStart } from './inspect.ts'

/**
 * Encrypts the record of an earlier version and its backups, each as a copy that is checked before it takes the place of the
 * plain one. What was plain is removed; it can be found on the disk until that place is written over.
 *
 * @throws StoreError 'damaged', or whatever SQLite or the file system says; the plain record is then as it was
 */
export function encryptPlainRecord(dataDir: string, key: Uint8Array): void {
  const path = databasePath(dataDir)
  emptyWal(path)
  encryptCopy(path, key, dataDir)
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  say(phrase.record.encryptedNow(dataDir))
}

/** Backups that earlier versions made. One that cannot be read stays as it is, and is named. */
export function encryptPlainBackups(dataDir: string, key: Uint8Array): void {
  const folder = backupsPath(dataDir)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!/^vigil-.*\.db$/.test(name) || readStart(path) !== PLAIN_HEADER) continue
    try {
      encryptCopy(path, key, dataDir)
    } catch (error) {
      say(phrase.record.backupNotEncrypted(path), error)
    }
  }
}

/** Moves what is in the WAL into the file. */
function emptyWal(path: string): void {
  if (!existsSync(`${path}-wal`)) return
  const db = openEngine(path, { key: null })
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

function encryptCopy(path: string, key: Uint8Array, dataDir: string): void {
  const part = `${path}.part`
  try {
    copyFileSync(path, part)
    const wanted = countRows(part, null)
    encryptFile(part, key)
    const db = openEngine(part, { key, readOnly: true })
    try {
      if (quickCheck(db) !== 'ok') throw damaged(dataDir)
    } finally {
      db.close()
    }
    if (countRows(part, key) !== wanted) throw damaged(dataDir)
    syncFile(part)
    renameSync(part, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** Every table with how many rows it has, as text that two files can be compared by. */
function countRows(path: string, key: Uint8Array | null): string {
  const db = openEngine(path, { key, readOnly: true })
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return JSON.stringify(
      tables.map(({ name }) => [name, db.prepare(`SELECT count(*) AS n FROM "${String(name)}"`).get()]),
    )
  } finally {
    db.close()
  }
}
