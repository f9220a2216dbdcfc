import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { type LyingPeople, readPeopleOf } from '../as-it-lies.ts'
import type { Head } from '../chain.ts'
import { findEdited } from '../edited-rows.ts'
import { openEngine } from '../engine.ts'
import { nameBackup } from '../files.ts'
import { pragma, quickCheck } from '../inspect.ts'
import { type KeySources, type Keys, openFrom, opensByCode } from '../keys/keys.ts'
import { type KeysFile, keysPath, readKeysFile } from '../keys/slots.ts'
import { readHead } from '../mark.ts'
import { migrations, newestOf } from '../migrations/index.ts'
import { number } from '../rows.ts'
import { createArchive } from '../seal/archive.ts'
import { readAllParts } from '../seal/parts.ts'
import { prepareOnce } from '../statements.ts'
import { StoreError, type Verified } from '../types.ts'
import { verifyRecord } from '../verify.ts'
import { findForeignTrigger } from '../verify-layout.ts'
import { BACKUP_DATABASE, BACKUP_KEYS, isOwnManifest, mayEndAt, readManifest } from './manifest.ts'
import type { SealedFile } from './sealed-files.ts'

/** What a backup turned out to hold. */
export interface CheckedBackup {
  readonly from: string
  readonly head: Head
  readonly sessions: number
  readonly bytes: number
  /** Its chain; null where its layout is an older one, which the next start brings up to date. */
  readonly verified: Verified | null
}

/** A backup that was looked through. */
export interface OpenedBackup extends CheckedBackup {
  readonly database: string
  readonly keys: Keys
  /** How far it goes of the record it was made of: deletions have gone on from there. */
  readonly anchor: Head
  /** Files of sealed sessions that it has. */
  readonly sealed: readonly SealedFile[]
}

/**
 * Tries a backup without touching anything: opens it by its key, looks at every page, holds it against its manifest, and
 * recomputes its chain.
 *
 * @param from a backup's folder, or the one file that earlier versions made
 * @throws StoreError with what is wrong with it
 */
export function checkBackup(from: string, dataDir: string, sources: KeySources): CheckedBackup {
  const {
    database: _database,
    keys: _keys,
    sealed: _sealed,
    anchor: _anchor,
    ...checked
  } = openBackup(from, dataDir, sources)
  return checked
}

/** @throws StoreError with what is wrong with it */
export function openBackup(from: string, dataDir: string, sources: KeySources): OpenedBackup {
  if (!existsSync(from)) throw new StoreError('missing', phrase.backups.noSuchBackup(from))
  const isFolder = statSync(from).isDirectory()
  const database = databaseOf(from)
  if (!existsSync(database))
    throw new StoreError('missing', phrase.backups.notBackupFolder(from, nameBackup(0)))
  const slots = newestSlots(from, dataDir)
  if (!slots) throw new StoreError('keys', phrase.backups.backupWithoutKeys(from))
  const keys = openSlots(slots, from, dataDir, sources)
  const manifest = isFolder ? readManifest(from) : null
  if (isFolder && (!manifest || !isOwnManifest(manifest, keys.backup)))
    throw new StoreError('damaged', phrase.backups.manifestMissing(from))
  const db = openEngine(database, { key: keys.database, readOnly: true })
  try {
    if (quickCheck(db) !== 'ok') throw unusable(from)
    const head = readHead(db)
    if (manifest && !mayEndAt(manifest, head))
      throw new StoreError('damaged', phrase.backups.backupNotAsManifest(from))
    const version = pragma(db, 'user_version')
    const strange = findForeignTrigger(db, version)
    if (strange !== null)
      throw new StoreError('damaged', phrase.backups.backupWithStrangeObject(from, strange))
    const isNow = version === newestOf(migrations)
    const edited = isNow ? findEdited(db, keys.signing.publicKey) : null
    if (edited)
      throw new StoreError(
        'damaged',
        phrase.backups.backupEditedPast(from, edited.table, edited.seq, edited.reason),
      )
    const sealed = isNow ? readAllParts(prepareOnce(db)) : []
    return {
      from,
      database,
      keys,
      head,
      anchor: manifest?.head ?? head,
      sessions: number(db.prepare('SELECT count(*) AS n FROM sessions').get() ?? {}, 'n'),
      bytes: sealed.reduce((sum, file) => sum + file.bytes, statSync(database).size),
      sealed,
      verified: isNow
        ? verifyRecord(db, {
            publicKey: keys.signing.publicKey,
            archive: createArchive(prepareOnce(db), isFolder ? from : dataDir, keys.session),
          })
        : null,
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw unusable(from)
  } finally {
    db.close()
  }
}

const databaseOf = (from: string): string =>
  statSync(from).isDirectory() ? join(from, BACKUP_DATABASE) : from

/** Who is known in a backup, whatever else is wrong with it; null: that cannot be read. */
export function readPeopleOfBackup(from: string, dataDir: string, sources: KeySources): LyingPeople | null {
  try {
    const slots = newestSlots(from, dataDir)
    return slots && readPeopleOf(databaseOf(from), openSlots(slots, from, dataDir, sources))
  } catch {
    // Whoever restores it is told.
    return null
  }
}

/** Whether it is the recovery code that opens a backup, and not only a key that is here as well. */
export function opensBackupByCode(from: string, dataDir: string, code: string): boolean {
  const slots = existsSync(from) ? newestSlots(from, dataDir) : null
  return slots !== null && opensByCode(slots, code)
}

/** A backup of before a rekey has slots that nothing here opens any more. */
function openSlots(slots: KeysFile, from: string, dataDir: string, sources: KeySources): Keys {
  try {
    return openFrom(slots, dataDir, sources)
  } catch (error) {
    const here = existsSync(keysPath(dataDir)) ? readKeysFile(keysPath(dataDir)) : null
    if (!here || here.id === slots.id || !(error instanceof StoreError)) throw error
    throw new StoreError('keys', phrase.backups.backupUnderOtherKeys(from))
  }
}

const unusable = (from: string): StoreError => new StoreError('damaged', phrase.backups.backupDamaged(from))

function slotsOf(from: string, dataDir: string): string {
  const beside = join(from, BACKUP_KEYS)
  return statSync(from).isDirectory() && existsSync(beside) ? beside : keysPath(dataDir)
}

/** Of the record that is here, if it has the backup's key: a recovery code may have been printed since. */
export function newestSlots(from: string, dataDir: string): KeysFile | null {
  const kept = readKeysFile(slotsOf(from, dataDir))
  try {
    const here = readKeysFile(keysPath(dataDir))
    return here && here.id === kept?.id ? here : kept
  } catch {
    // Slots that cannot be read are put aside with the rest.
    return kept
  }
}
