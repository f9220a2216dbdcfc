import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the parts of a record lie in its data folder. */
export const databasePath = (dataDir: string): string => join(dataDir, 'vigil.db')
/** Transactions that SQLite has not yet moved into the database file; as much part of the record as the file itself. */
export const walPath = (dataDir: string): string => `${databasePath(dataDir)}-wal`
export const lockPath = (dataDir: string): string => join(dataDir, 'vigil.lock')
export const backupsPath = (dataDir: string): string => join(dataDir, 'backups')

const DAILY = /^vigil-\d{4}-\d\d-\d\d\.db$/

/** Names of the daily backups, oldest first. */
export function listDailyBackups(dataDir: string): readonly string[] {
  const folder = backupsPath(dataDir)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => DAILY.test(name))
    .sort()
}
