import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { FOLDER_MODE } from '../../process/tighten.ts'
import type { Head } from '../chain.ts'
import { clearFiles } from '../delete/clear-files.ts'
import type { Tombstone } from '../delete/tombstones.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { openEngine } from '../engine.ts'
import { explain } from '../errors.ts'
import {
  asidePath,
  backupsPath,
  databasePath,
  journalPath,
  listBackups,
  markPath,
  nameBackup,
  walPath,
} from '../files.ts'
import { pragma, quickCheck } from '../inspect.ts'
import { addFileSlot, type KeySources, type Keys, makeKeys, openFrom, openKeys } from '../keys/keys.ts'
import { type KeysFile, keysPath, readKeysFile, writeKeysFile } from '../keys/slots.ts'
import { readHead } from '../mark.ts'
import { isOwnMark, readMark, writeMark } from '../mark-file.ts'
import { migrations, newestOf } from '../migrations/index.ts'
import { takeLock } from '../open.ts'
import { storeOfMark, writeOsMark } from '../os-mark.ts'
import { rekeyPath } from '../rekey/ready.ts'
import { number } from '../rows.ts'
import { createArchive } from '../seal/archive.ts'
import { readAllParts, SESSIONS } from '../seal/parts.ts'
import { SESSION_KEYS } from '../seal/session-keys.ts'
import { prepareOnce } from '../statements.ts'
import { StoreError, type Verified } from '../types.ts'
import { verifyRecord } from '../verify.ts'
import { findForeignTrigger } from '../verify-layout.ts'
import { BACKUP_DATABASE, BACKUP_KEYS, isOwnManifest, mayEndAt, readManifest } from './manifest.ts'
import { purgeDatabase, readGone } from './purge.ts'
import { type SealedFile, takeSealedAlong } from './sealed-files.ts'

/** What a backup turned out to hold. */
export interface CheckedBackup {
  readonly from: string
  readonly head: Head
  readonly sessions: number
  readonly bytes: number
  /** Its chain; null where its layout is an older one, which the next start brings up to date. */
  readonly verified: Verified | null
}

interface Opened extends CheckedBackup {
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

export interface Restored extends CheckedBackup {
  /** The number of the newest entry of what was in the folder, as far as that can be told; null: there was nothing. */
  readonly was: number | null
  /** Where what was in the folder lies now; null: there was nothing. */
  readonly aside: string | null
}

/**
 * Puts a backup in the place of the record. What was there is put aside, not removed. Opened by a recovery code, the record
 * gets a key file here, so that the next start opens it. Sessions that were deleted from the record since stay deleted.
 *
 * @param version Vigil's, for the audit trail
 * @throws StoreError; the folder is as it was then
 */
export function restoreBackup(from: string, dataDir: string, sources: KeySources, version: string): Restored {
  mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE })
  const lock = takeLock(dataDir)
  try {
    const { database, keys, sealed, anchor, ...checked } = openBackup(from, dataDir, sources)
    const part = `${databasePath(dataDir)}.part`
    rmSync(part, { force: true })
    copyFileSync(database, part)
    const { gone, seq: was } = lookHere(dataDir, keys, sources)
    const asked = { wallMs: sources.nowMs(), software: version }
    const head = (gone.length === 0 ? null : purgeDatabase(part, asked, keys, gone))?.head ?? checked.head
    syncFile(part)
    const slots = newestSlots(from, dataDir)
    const aside = putAside(dataDir, sources.nowMs(), recordFiles(dataDir))
    takeSealedAlong(sealed, from, dataDir, backupsPath(dataDir))
    clearFiles(dataDir, gone)
    if (slots) writeKeysFile(keysPath(dataDir), { ...slots, inUse: true })
    renameSync(part, databasePath(dataDir))
    syncFolder(dataDir)
    const nowMs = sources.nowMs()
    const mark = writeMark(dataDir, keys, head, { wallMs: nowMs, restoredWallMs: nowMs })
    writeOsMark(storeOfMark(dataDir, sources), keys, mark)
    putAsideNewer(dataDir, anchor, aside ?? freeFolder(dataDir, sources.nowMs()))
    if (sources.code !== undefined) addFileSlot(dataDir, keys, sources)
    return { ...checked, was, aside }
  } catch (error) {
    throw explain(error, dataDir)
  } finally {
    lock.close()
  }
}

/** Makes a folder new, with keys of its own: all that was recorded in it is put aside, not removed. Gives where. @throws StoreError */
export function beginAnew(dataDir: string, sources: KeySources): string | null {
  const lock = takeLock(dataDir)
  try {
    const paths = [...recordFiles(dataDir), backupsPath(dataDir)]
    const aside = putAside(dataDir, sources.nowMs(), paths)
    makeKeys(dataDir, sources)
    return aside
  } catch (error) {
    throw explain(error, dataDir)
  } finally {
    lock.close()
  }
}

function openBackup(from: string, dataDir: string, sources: KeySources): Opened {
  if (!existsSync(from)) throw new StoreError('missing', phrase.backups.noBackupName(from))
  const isFolder = statSync(from).isDirectory()
  const database = isFolder ? join(from, BACKUP_DATABASE) : from
  if (!existsSync(database))
    throw new StoreError('missing', phrase.backups.noBackupVigil(from, nameBackup(0)))
  const slots = newestSlots(from, dataDir)
  if (!slots) throw new StoreError('keys', phrase.backups.backupNoKeys(from))
  const keys = openSlots(slots, from, dataDir, sources)
  const manifest = isFolder ? readManifest(from) : null
  if (isFolder && (!manifest || !isOwnManifest(manifest, keys.backup)))
    throw new StoreError('damaged', phrase.backups.manifestBackupMissing(from))
  const db = openEngine(database, { key: keys.database, readOnly: true })
  try {
    if (quickCheck(db) !== 'ok') throw unusable(from)
    const head = readHead(db)
    if (manifest && !mayEndAt(manifest, head))
      throw new StoreError('damaged', phrase.backups.backupNotWhat(from))
    const version = pragma(db, 'user_version')
    const strange = findForeignTrigger(db, version)
    if (strange !== null) throw new StoreError('damaged', phrase.backups.backupWhichVigil(from, strange))
    const isNow = version === newestOf(migrations)
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

/** A backup of before a rekey has slots that nothing here opens any more. */
function openSlots(slots: KeysFile, from: string, dataDir: string, sources: KeySources): Keys {
  try {
    return openFrom(slots, dataDir, sources)
  } catch (error) {
    const here = existsSync(keysPath(dataDir)) ? readKeysFile(keysPath(dataDir)) : null
    if (!here || here.id === slots.id || !(error instanceof StoreError)) throw error
    throw new StoreError('keys', phrase.backups.backupUnderOther(from))
  }
}

const unusable = (from: string): StoreError =>
  new StoreError('damaged', phrase.backups.backupDamagedUse(from))

function slotsOf(from: string, dataDir: string): string {
  const beside = join(from, BACKUP_KEYS)
  return statSync(from).isDirectory() && existsSync(beside) ? beside : keysPath(dataDir)
}

/** Of the record that is here, if it has the backup's key: a recovery code may have been printed since. */
function newestSlots(from: string, dataDir: string): KeysFile | null {
  const kept = readKeysFile(slotsOf(from, dataDir))
  try {
    const here = readKeysFile(keysPath(dataDir))
    return here && here.id === kept?.id ? here : kept
  } catch {
    // Slots that cannot be read are put aside with the rest.
    return kept
  }
}

function recordFiles(dataDir: string): readonly string[] {
  const database = databasePath(dataDir)
  const sealed = [join(dataDir, SESSION_KEYS), join(dataDir, SESSIONS)]
  // A rekey that was cut off has a whole record of its own there, or part of one.
  const rekey = rekeyPath(dataDir)
  return [
    database,
    walPath(dataDir),
    `${database}-shm`,
    // Else what was half done in the old record would be taken back in the new one.
    journalPath(dataDir),
    keysPath(dataDir),
    markPath(dataDir),
    rekey,
    ...sealed,
  ]
}

function putAside(dataDir: string, nowMs: number, paths: readonly string[]): string | null {
  const there = paths.filter(path => existsSync(path))
  if (there.length === 0) return null
  const folder = freeFolder(dataDir, nowMs)
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  for (const path of there) renameSync(path, join(folder, basename(path)))
  syncFolder(folder)
  return folder
}

/** What was deleted from the record that is here, and how far it had come, where it opens by its own keys or those of the backup. */
function lookHere(
  dataDir: string,
  ofBackup: Keys,
  sources: KeySources,
): { readonly gone: readonly Tombstone[]; readonly seq: number | null } {
  let marked: number | null = null
  try {
    const keys = keysHere(dataDir, ofBackup, sources)
    marked = markedHere(dataDir, keys)
    if (!existsSync(databasePath(dataDir))) return { gone: [], seq: marked }
    const seq = Math.max(headHere(dataDir, keys), marked ?? 0)
    return { gone: readGone(dataDir, keys), seq }
  } catch {
    // One that is damaged, or another one, is what a backup is restored for.
    return { gone: [], seq: marked }
  }
}

/** How far a mark of these keys says that the record had come: anybody can write numbers into another one. */
function markedHere(dataDir: string, keys: Keys): number | null {
  const found = readMark(markPath(dataDir))
  return found && found.keys === keys.id && isOwnMark(found, keys) ? found.seq : null
}

/** Those of the backup, or, where the record has got new ones since, what opens it here. @throws StoreError */
function keysHere(dataDir: string, ofBackup: Keys, { code: _ofBackup, ...own }: KeySources): Keys {
  return readKeysFile(keysPath(dataDir))?.id === ofBackup.id ? ofBackup : openKeys(dataDir, own)
}

function headHere(dataDir: string, keys: Keys): number {
  const db = openEngine(databasePath(dataDir), { key: keys.database, readOnly: true })
  try {
    return readHead(db).seq
  } finally {
    db.close()
  }
}

/** Backups of entries that the restored record does not have would be anchors that it does not fit. */
function putAsideNewer(dataDir: string, head: Head, aside: string): void {
  const folder = backupsPath(dataDir)
  for (const { name } of listBackups(folder)) {
    const manifest = readManifest(join(folder, name))
    if (!manifest || manifest.head.seq <= head.seq) continue
    mkdirSync(join(aside, 'backups'), { recursive: true, mode: FOLDER_MODE })
    renameSync(join(folder, name), join(aside, 'backups', name))
  }
}

function freeFolder(dataDir: string, nowMs: number): string {
  const name = nameBackup(nowMs)
  const taken = existsSync(asidePath(dataDir))
    ? readdirSync(asidePath(dataDir)).filter(known => known.startsWith(name)).length
    : 0
  return join(asidePath(dataDir), taken === 0 ? name : `${name}-${taken + 1}`)
}
