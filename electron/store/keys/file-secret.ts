import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { writeDurably } from '../durable.ts'
import { StoreError } from '../types.ts'
import { KEY_BYTES } from './derive.ts'

/* The secret of the `file` slot: a line of text in a file that only this login can read. */

const FORM = /^vigil-key-1 ([0-9a-f]{64})$/

export type Env = Readonly<Record<string, string | undefined>>

/** VIGIL_KEY_FILE, best on another disk; without it what the slot says, or a file beside the record. */
export function keyFilePath(dataDir: string, env: Env, ofSlot?: string): string {
  return env['VIGIL_KEY_FILE'] ? resolve(env['VIGIL_KEY_FILE']) : (ofSlot ?? join(dataDir, 'vigil.key'))
}

/** null: there is none. @throws StoreError 'keys' when it is no key, or others of this computer can read it */
export function readKeyFile(path: string): Uint8Array | null {
  if (!existsSync(path)) return null
  if (statSync(path).isDirectory()) throw new StoreError('keys', phrase.keys.keyFileIsFolder(path))
  if (process.platform !== 'win32' && (lstatSync(path).mode & 0o077) !== 0)
    throw new StoreError('keys', phrase.keys.keyFileOpenToOthers(path))
  const secret = FORM.exec(readFileSync(path, 'utf8').trim())?.[1]
  if (secret === undefined) throw new StoreError('keys', phrase.keys.notKeyFile(path))
  return Buffer.from(secret, 'hex')
}

export function writeKeyFile(path: string, secret: Uint8Array): void {
  if (secret.length !== KEY_BYTES) throw new RangeError(phrase.keys.keyFileSecretLength(KEY_BYTES))
  writeDurably(path, `vigil-key-1 ${Buffer.from(secret).toString('hex')}\n`)
}
