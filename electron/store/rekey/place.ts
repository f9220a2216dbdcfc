import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { say } from '../../process/say.ts'
import { FOLDER_MODE } from '../../process/tighten.ts'
import { syncFolder } from '../durable.ts'
import { databasePath, journalPath, walPath } from '../files.ts'
import { keyFilePath, readKeyFile } from '../keys/file-secret.ts'
import { type KeySources, opensByFile } from '../keys/keys.ts'
import { keysPath, readKeysFile } from '../keys/slots.ts'
import { StoreError } from '../types.ts'
import { isReady, type ReadyRekey, readReady, rekeyPath, waitingPath } from './ready.ts'

/** Where what is replaced waits until all is in place. */
const OLD = 'old'

/** Hears what was just done: of a long act, for whoever waits. */
export type TellRekey = (done: string) => void

/**
 * Ends what a rekey has left: puts the new record in the place of the old one where that was decided, and forgets it where it was not.
 * May be cut off anywhere and called again. The record's lock is held by the caller.
 *
 * @throws StoreError 'keys' where the disk of the key file is not connected; nothing of the record was changed then
 */
export function settleRekey(dataDir: string, sources: KeySources): void {
  if (!existsSync(rekeyPath(dataDir))) return
  const ready = readReady(dataDir)
  if (!ready) {
    forgetRekey(dataDir, sources)
    say(phrase.newKeys.newKeysNotWhole(dataDir))
    return
  }
  putInPlace(dataDir, ready, sources, () => {})
  say(phrase.newKeys.newKeysBroughtToEnd(dataDir))
}

/** @throws StoreError 'missing' where the record lies between old and new keys, which only its one writer may end */
export function refuseBetweenKeys(dataDir: string): void {
  if (isReady(dataDir)) throw new StoreError('missing', phrase.newKeys.newKeysUnderWay(dataDir))
}

/** Puts the new record in place, file by file. Each step may have been done before. */
export function putInPlace(
  dataDir: string,
  { brings, removes, keyFile, before }: ReadyRekey,
  sources: KeySources,
  tell: TellRekey,
): void {
  const folder = rekeyPath(dataDir)
  if (keyFile !== null) placeKeyFile(dataDir, keyFile)
  tell('key file in place')
  for (const name of brings) {
    if (!existsSync(join(folder, name))) continue
    // What is left of changes of the old database would be read into the new one.
    if (name === 'vigil.db')
      for (const path of [walPath(dataDir), `${databasePath(dataDir)}-shm`, journalPath(dataDir)])
        rmSync(path, { force: true })
    putAway(folder, join(dataDir, name), name)
    renameSync(join(folder, name), join(dataDir, name))
    syncFolder(dataDir)
    tell(`${name} in place`)
  }
  for (const name of removes) rmSync(join(dataDir, name), { recursive: true, force: true })
  forgetInLogin(before, sources)
  syncFolder(dataDir)
  tell('all in place')
  rmSync(folder, { recursive: true, force: true })
  syncFolder(dataDir)
}

/** A folder cannot be renamed over another. */
function putAway(folder: string, path: string, name: string): void {
  if (name !== 'sessions' || !existsSync(path)) return
  const old = join(folder, OLD)
  mkdirSync(old, { recursive: true, mode: FOLDER_MODE })
  renameSync(path, join(old, name))
}

function placeKeyFile(dataDir: string, keyFile: string): void {
  const waiting = waitingPath(keyFile)
  if (existsSync(waiting)) {
    renameSync(waiting, keyFile)
    syncFolder(dirname(keyFile))
    return
  }
  const slots = readKeysFile(keysPath(rekeyPath(dataDir))) ?? readKeysFile(keysPath(dataDir))
  const secret = existsSync(keyFile) ? readKeyFile(keyFile) : null
  if (slots && secret && opensByFile(slots, secret)) return
  throw new StoreError('keys', phrase.newKeys.newKeyFileWaits(dataDir, waiting))
}

/** Nothing was decided: what was made of it is removed. */
export function forgetRekey(dataDir: string, sources: KeySources): void {
  const folder = rekeyPath(dataDir)
  const slots = existsSync(folder) ? readSlots(folder) : null
  if (slots) {
    const slot = slots.slots.find(({ kind }) => kind === 'file')
    if (slot) rmSync(waitingPath(keyFilePath(dataDir, sources.env, slot.path)), { force: true })
    forgetInLogin(slots.id, sources)
  }
  rmSync(folder, { recursive: true, force: true })
  syncFolder(dataDir)
}

function readSlots(folder: string) {
  try {
    return readKeysFile(keysPath(folder))
  } catch {
    // Cut off while it was written.
    return null
  }
}

/** What the key store of the login holds of a master key. One that does not answer keeps what opens nothing any more. */
function forgetInLogin(id: string, { os }: KeySources): void {
  for (const name of [`record ${id}`, `mark ${id}`])
    try {
      if (os?.read(name)) os.remove(name)
    } catch {
      return
    }
}
