import { closeSync, openSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { BACKUP_PLACE } from '../../core/contracts/record.ts'
import { makeFolder } from '../../process/make-folder.ts'
import { findEdited } from '../edited-rows.ts'
import { explain } from '../errors.ts'
import { backupsPath, databasePath, listBackups } from '../files.ts'
import { readSetting } from '../installation.ts'
import type { KeySources, Keys } from '../keys/keys.ts'
import { openDatabaseReadOnly } from '../open.ts'
import { prepareOnce } from '../statements.ts'
import { StoreError } from '../types.ts'
import { type Copied, copyRecord } from './copy.ts'
import { lookForNewest, silentPlace } from './newest-there.ts'
import { explainPlace, requireWritable } from './place.ts'

export interface BackUpNow {
  readonly version: string
  readonly sources: KeySources
  readonly wallMs: number
  /** A folder; else where the daily ones are: in the data folder, and in the second place. */
  readonly to?: string
}

/** A backup from outside the running app. @throws StoreError */
export function backUpNow(dataDir: string, now: BackUpNow): Copied {
  const { sources } = now
  const { db, keys, folder: from, close } = openDatabaseReadOnly(dataDir, sources, { mayCopy: true })
  try {
    const second = now.to === undefined ? readSetting(prepareOnce(db), BACKUP_PLACE) || null : null
    const isSilent = second !== null && lookForNewest(second) === 'silent'
    const copied = backUpFrom(from, dataDir, keys, now, isSilent ? null : second)
    const edited = findEdited(db, keys.signing.publicKey)
    const further = [
      ...(isSilent ? [phrase.backups.tookNoBackup(silentPlace(second))] : []),
      ...(edited ? [phrase.backups.recordEdited(edited.table, edited.seq, edited.reason)] : []),
    ]
    return { ...copied, problems: [...copied.problems, ...further] }
  } finally {
    close()
  }
}

/** @param from where the database is: the data folder, or a copy of it @param second a place that gets a copy too */
function backUpFrom(
  from: string,
  dataDir: string,
  keys: Keys,
  { version, wallMs, to }: BackUpNow,
  second: string | null,
): Copied {
  const place = resolve(to ?? backupsPath(dataDir))
  try {
    makeFolder(place)
  } catch (error) {
    throw new StoreError('denied', explainPlace(error, place))
  }
  requireWritable(place)
  try {
    const file = openSync(databasePath(from), 'r')
    try {
      return copyRecord({
        dataDir,
        from,
        file,
        places: [place, ...(second === null ? [] : [second])],
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
