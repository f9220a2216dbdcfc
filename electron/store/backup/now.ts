import { closeSync, openSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../process/make-folder.ts'
import { explain } from '../errors.ts'
import { backupsPath, databasePath, listBackups } from '../files.ts'
import type { KeySources } from '../keys/keys.ts'
import { openDatabaseReadOnly } from '../open.ts'
import { StoreError } from '../types.ts'
import { type Copied, copyRecord } from './copy.ts'
import { explainPlace, requireWritable } from './place.ts'

export interface BackUpNow {
  readonly version: string
  readonly sources: KeySources
  readonly wallMs: number
  /** A folder; else where the daily ones are. */
  readonly to?: string
}

/** A backup from outside the running app. @throws StoreError */
export function backUpNow(dataDir: string, { version, sources, wallMs, to }: BackUpNow): Copied {
  const { keys, close } = openDatabaseReadOnly(dataDir, sources)
  close()
  const place = resolve(to ?? backupsPath(dataDir))
  try {
    makeFolder(place)
  } catch (error) {
    throw new StoreError('denied', explainPlace(error, place))
  }
  requireWritable(place)
  try {
    const file = openSync(databasePath(dataDir), 'r')
    try {
      return copyRecord({
        dataDir,
        file,
        places: [place],
        databaseKey: keys.database,
        backupKey: keys.backup,
        keyId: keys.id,
        wallMs,
        station: hostname(),
        software: version,
      })
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw explain(error, dataDir)
  }
}

/** Backups of a data folder, oldest first. */
export function listBackupPaths(dataDir: string): readonly string[] {
  const folder = backupsPath(dataDir)
  return listBackups(folder).map(({ name }) => join(folder, name))
}
