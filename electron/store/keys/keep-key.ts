import { existsSync, rmSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { KeyPlace } from '../../../shared/care-views.ts'
import { phrase } from '../../../shared/words/host.ts'
import { StoreError } from '../types.ts'
import { keyFilePath } from './file-secret.ts'
import { addFileSlot, addOsSlot, describeKeys, type KeySources, openKeys, removeSlot } from './keys.ts'

/*
 * Where the key lies with which this computer opens the record by itself. Key stores and sticks may let one wait, for a person too:
 * call these in a thread that nothing waits for.
 */

/**
 * Keeps the key at another place, and no more where it was: another slot is proved to open the record first.
 *
 * @throws StoreError 'keys' with what to do; the record opens as before then
 */
export function keepKey(dataDir: string, place: KeyPlace, sources: KeySources): void {
  const keys = openKeys(dataDir, sources)
  const before = fileSlotPath(dataDir, sources)
  if (place.where === 'asked') {
    requireProvedCode(dataDir)
    for (const kind of ['file', 'os'] as const) if (hasSlot(dataDir, kind)) removeSlot(dataDir, kind)
  } else if (place.where === 'login') {
    requireProvedCode(dataDir)
    if (!sources.os) throw new StoreError('keys', phrase.keys.keyStoreNotAsked)
    try {
      addOsSlot(dataDir, keys, sources.os, sources)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new StoreError('keys', phrase.keys.keyStoreTookNoKey(why))
    }
    removeSlot(dataDir, 'file')
  } else {
    const path = pathIn(dataDir, place.folder)
    if (sources.env['VIGIL_KEY_FILE']) throw new StoreError('keys', phrase.keys.keyFileNamedAlready)
    if (path !== before) requireProvedCode(dataDir)
    addFileSlot(dataDir, keys, sources, 'keep', path)
    if (hasSlot(dataDir, 'os')) removeSlot(dataDir, 'os')
  }
  // A clinic's own key file, that VIGIL_KEY_FILE names, may open other records.
  if (before !== null && before !== fileSlotPath(dataDir, sources) && !sources.env['VIGIL_KEY_FILE'])
    rmSync(before, { force: true })
}

/** Does the key store of this login answer? */
export function asksLogin({ os }: KeySources): boolean {
  try {
    os?.read('whether it answers')
    return os !== null
  } catch {
    // No session bus, no such store, or a closed one.
    return false
  }
}

/** The key file that opens the record; null: none does. */
export function fileSlotPath(dataDir: string, { env }: Pick<KeySources, 'env'>): string | null {
  const slot = describeKeys(dataDir).find(({ key }) => key === 'file')
  return slot ? keyFilePath(dataDir, env, slot.path) : null
}

function hasSlot(dataDir: string, kind: 'file' | 'os'): boolean {
  return describeKeys(dataDir).some(({ key }) => key === kind)
}

/** A place that is lost must not be the record's end. @throws StoreError */
function requireProvedCode(dataDir: string): void {
  if (describeKeys(dataDir).some(({ proved }) => proved === true)) return
  throw new StoreError('keys', phrase.keys.proveRecoverySheetFirst)
}

/** @throws StoreError */
function pathIn(dataDir: string, folder: string | null): string {
  if (folder === null) return keyFilePath(dataDir, {})
  if (!isAbsolute(folder) || !existsSync(folder) || !statSync(folder).isDirectory())
    throw new StoreError('keys', phrase.keys.keyFolderMissing(folder))
  const isInside = !relative(resolve(dataDir), resolve(folder)).startsWith('..')
  if (isInside) throw new StoreError('keys', phrase.keys.keyFolderInDataFolder(folder))
  return join(resolve(folder), 'vigil.key')
}
