import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the parts of a record lie in its data folder. */
export const databasePath = (dataDir: string): string => join(dataDir, 'vigil.db')
/** Transactions that SQLite has not yet moved into the database file; as much part of the record as the file itself. */
export const walPath = (dataDir: string): string => `${databasePath(dataDir)}-wal`
/** Of a change that is not made by the WAL; left behind, it says that this was cut off. */
export const journalPath = (dataDir: string): string => `${databasePath(dataDir)}-journal`
export const lockPath = (dataDir: string): string => join(dataDir, 'vigil.lock')
export const markPath = (dataDir: string): string => join(dataDir, 'vigil.mark')
export const backupsPath = (dataDir: string): string => join(dataDir, 'backups')
/** Reports that earlier versions kept. */
export const reportsPath = (dataDir: string): string => join(dataDir, 'reports')
/** What this computer's own program is printing. */
export const toPrintPath = (dataDir: string): string => join(reportsPath(dataDir), 'to-print')
/** What was put aside before another record took its place. */
export const asidePath = (dataDir: string): string => join(dataDir, 'aside')

/** A folder `vigil-2031-05-04T090000Z`, or the one file a day that earlier versions made. */
const BACKUP = /^vigil-(\d{4}-\d\d-\d\d)(?:T(\d\d)(\d\d)(\d\d)Z|\.db)$/

export interface BackupName {
  readonly name: string
  /** When it was made, to the second; of earlier versions' the end of its day. */
  readonly wallMs: number
}

export function nameBackup(wallMs: number): string {
  return `vigil-${new Date(wallMs).toISOString().slice(0, 19).replaceAll(':', '')}Z`
}

/** Backups in a folder, oldest first; what else lies there is left alone. */
export function listBackups(folder: string): readonly BackupName[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap(name => {
      const [, day, hour, minute, second] = BACKUP.exec(name) ?? []
      if (day === undefined) return []
      const time = hour === undefined ? '23:59:59' : `${hour}:${minute}:${second}`
      return [{ name, wallMs: Date.parse(`${day}T${time}Z`) }]
    })
    .toSorted((a, b) => a.wallMs - b.wallMs || (a.name < b.name ? -1 : 1))
}
