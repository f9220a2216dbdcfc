import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { KEY_BYTES } from '../keys/derive.ts'
import { keyFilePath, writeKeyFile } from '../keys/file-secret.ts'
import { fileSlotPath } from '../keys/keep-key.ts'
import {
  addOsSlot,
  carryPepper,
  describeKeys,
  type KeySources,
  type Keys,
  makeKeys,
  makeRecoveryCode,
  makeSlot,
  removeSlot,
  replaceSlot,
} from '../keys/keys.ts'
import { StoreError } from '../types.ts'
import { waitingPath } from './ready.ts'

export interface NewKeys {
  readonly keys: Keys
  /** Of the recovery sheet: told this once. */
  readonly code: string
  /** A key file outside the data folder, whose new one waits beside it; null: there is none. */
  readonly keyFile: string | null
}

/**
 * Makes keys that nobody has seen yet, in `folder`, with the slots that the record has in `dataDir`: none of their secrets is one of
 * before. PINs keep their pepper.
 *
 * @throws StoreError, or what the file system says
 */
export function makeNewKeys(dataDir: string, folder: string, old: Keys, sources: KeySources): NewKeys {
  const kinds = describeKeys(dataDir).map(({ key }) => key)
  const inFolder: KeySources = { ...sources, env: {} }
  const made = makeKeys(folder, inFolder)
  const keys = carryPepper(folder, made, old.pepper)
  // A record that the code alone opens gets a file, until somebody has typed the new code back.
  const wantsFile = kinds.includes('file') || !kinds.includes('os')
  const keyFile = wantsFile ? moveKeyFile(dataDir, folder, keys, sources) : null
  if (kinds.includes('os')) addToLogin(folder, keys, inFolder)
  if (!wantsFile) dropKeyFile(folder)
  const code = makeRecoveryCode(folder, keys, inFolder)
  return { keys, code, keyFile }
}

/** A key file that lies elsewhere gets its new secret beside it, under another name until its turn comes. */
function moveKeyFile(dataDir: string, folder: string, keys: Keys, sources: KeySources): string | null {
  const named = sources.env['VIGIL_KEY_FILE']
  const path = named ? resolve(named) : fileSlotPath(dataDir, sources)
  if (path === null || path === keyFilePath(dataDir, {})) return null
  if (!existsSync(dirname(path))) {
    // Of a disk that is lost nothing is wanted any more: the new key lies beside the record until somebody says where to.
    if (!named) return null
    throw new StoreError('keys', phrase.newKeys.keyFileFolderMissing(path))
  }
  const secret = randomBytes(KEY_BYTES)
  const slot = makeSlot('file', 'key file', secret, keys.master, sources)
  replaceSlot(folder, 'file', named ? slot : { ...slot, path })
  writeKeyFile(waitingPath(path), secret)
  rmSync(join(folder, 'vigil.key'), { force: true })
  return path
}

function addToLogin(folder: string, keys: Keys, sources: KeySources): void {
  if (!sources.os) throw new StoreError('keys', phrase.newKeys.keyStoreNotAsked)
  try {
    addOsSlot(folder, keys, sources.os, sources)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreError('keys', phrase.newKeys.keyStoreTookNoKey(why))
  }
}

function dropKeyFile(folder: string): void {
  removeSlot(folder, 'file')
  rmSync(join(folder, 'vigil.key'), { force: true })
}
