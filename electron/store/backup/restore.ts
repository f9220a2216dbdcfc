import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
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
import { addFileSlot, type KeySources, type Keys, makeKeys, openKeys } from '../keys/keys.ts'
import { keysPath, readKeysFile, writeKeysFile } from '../keys/slots.ts'
import { readHead } from '../mark.ts'
import { isOwnMark, readMark, writeMark } from '../mark-file.ts'
import { takeLock } from '../open.ts'
import { storeOfMark, writeOsMark } from '../os-mark.ts'
import { rekeyPath } from '../rekey/ready.ts'
import { SESSIONS } from '../seal/parts.ts'
import { SESSION_KEYS } from '../seal/session-keys.ts'
import { readManifest } from './manifest.ts'
import { type CheckedBackup, newestSlots, openBackup } from './open-backup.ts'
import { purgeDatabase, readGone } from './purge.ts'
import { takeSealedAlong } from './sealed-files.ts'

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
