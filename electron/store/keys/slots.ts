import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { phrase } from '../../../shared/words/host.ts'
import { writeDurably } from '../durable.ts'
import { StoreError } from '../types.ts'

/*
 * `vigil.keys`: the master key of the record, wrapped once for each way to open it. Nothing in it opens anything by itself;
 * a copy of it lies in every backup.
 */

const slot = z
  .object({
    kind: z.enum(['file', 'os', 'recovery']),
    /** Of an `os` slot the name under which the login's key store holds its secret; else no more than a number. */
    name: z.string(),
    /** Goes into the key that the slot's secret becomes; base64. */
    salt: z.string(),
    /** The master key under it. */
    wrapped: z.string(),
    madeWallMs: z.number(),
    /** Of a `file` slot: its key file, where it is not beside the record; VIGIL_KEY_FILE goes before it. */
    path: z.string().exactOptional(),
    /** Of a recovery slot: somebody has typed the printed code back. */
    proved: z.boolean().exactOptional(),
  })
  .readonly()
export type Slot = z.infer<typeof slot>
export type SlotKind = Slot['kind']

const keysFile = z
  .object({
    format: z.literal('vigil-keys'),
    /** 2: with a pepper of its own, which an earlier Vigil would lose. */
    version: z.union([z.literal(1), z.literal(2)]),
    /** Which master key the slots hold (`DerivedKeys.id`). */
    id: z.string(),
    /** False until the record of this key was made: such a file belongs to no record yet. */
    inUse: z.boolean(),
    slots: z.array(slot).readonly(),
    /** Ed25519: the public key (SPKI, base64), and the private one under the master key (PKCS #8). */
    signing: z.object({ publicKey: z.string(), wrapped: z.string() }).readonly(),
    /** Of PINs, under the master key: that of the first one, so that new keys void nobody's PIN. Absent: it follows from the master key. */
    pepper: z.string().exactOptional(),
  })
  .readonly()
export type KeysFile = z.infer<typeof keysFile>

export const keysPath = (dataDir: string): string => join(dataDir, 'vigil.keys')

/** null: there is none. @throws StoreError 'keys' when there is one that cannot be read */
export function readKeysFile(path: string): KeysFile | null {
  if (!existsSync(path)) return null
  try {
    return keysFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error
    throw new StoreError('keys', phrase.keys.keysUnreadable(path))
  }
}

export function writeKeysFile(path: string, file: KeysFile): void {
  writeDurably(path, `${JSON.stringify(keysFile.parse(file), null, 2)}\n`)
}
