import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { FOLDER_MODE } from '../process/tighten.ts'
import { sqliteCode } from './errors.ts'
import { backupsPath, listDailyBackups } from './files.ts'

const KEEP_DAILY = 7
/** So many pages of 4 KiB at a time: the record can be written to in between. */
const PAGES_PER_STEP = 200
const MOST_ATTEMPTS = 20

/**
 * Copies the record to `backups/vigil-DAY.db` and keeps the newest seven; does nothing when that day has its copy. Runs beside
 * everything else: a commit waits for one step at most.
 *
 * @param day as in 2031-05-04
 * @returns the copy's path
 */
export async function backUpDaily(db: DatabaseSync, dataDir: string, day: string): Promise<string> {
  const path = join(makeFolder(dataDir), `vigil-${day}.db`)
  if (existsSync(path)) return path
  // A copy gets its name only when it is whole.
  const part = `${path}.part`
  await copy(db, part)
  renameSync(part, path)
  for (const name of listDailyBackups(dataDir).slice(0, -KEEP_DAILY)) rmSync(join(backupsPath(dataDir), name))
  return path
}

/**
 * Node gives up when the first step meets a commit, with "not an error" (code 0), though SQLite would only have it tried again;
 * later steps it tries again by itself.
 */
async function copy(db: DatabaseSync, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    rmSync(path, { force: true })
    try {
      await backup(db, path, { rate: PAGES_PER_STEP })
      return
    } catch (error) {
      if (sqliteCode(error) !== 0 || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

/** Copies the record as it is before its layout is changed. */
export function copyBeforeMigration(db: DatabaseSync, dataDir: string, version: number): void {
  const path = join(makeFolder(dataDir), `vigil-layout-${version}.db`)
  const part = `${path}.part`
  rmSync(part, { force: true })
  db.prepare('VACUUM INTO ?').run(part)
  renameSync(part, path)
}

function makeFolder(dataDir: string): string {
  const folder = backupsPath(dataDir)
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  return folder
}
