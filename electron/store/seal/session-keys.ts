import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { phrase } from '../../../shared/words/host.ts'
import { writeDurably } from '../durable.ts'
import { unwrapSecret, wrapSecret } from '../keys/wrap.ts'
import { StoreError } from '../types.ts'

/*
 * `session.keys`: the key of each sealed session, under a key that follows from the master key. A session whose key is taken away is
 * gone, wherever copies of its file lie.
 */

export const SESSION_KEYS = 'session.keys'

const file = z.object({
  format: z.literal('vigil-session-keys'),
  version: z.literal(1),
  /** By session; base64. */
  keys: z.record(z.string(), z.string()).readonly(),
})
type Wrapped = Readonly<Record<string, string>>

/** @throws StoreError 'damaged' */
function readWrapped(folder: string): Wrapped {
  const path = join(folder, SESSION_KEYS)
  if (!existsSync(path)) return {}
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8'))).keys
  } catch {
    throw new StoreError('damaged', phrase.sealed.sealedKeysUnreadable(path))
  }
}

function writeWrapped(folder: string, keys: Wrapped): void {
  writeDurably(
    join(folder, SESSION_KEYS),
    `${JSON.stringify({ format: 'vigil-session-keys', version: 1, keys } satisfies z.infer<typeof file>)}\n`,
  )
}

const purposeOf = (sessionId: string): string => `session ${sessionId}`

/** null: there is none, or it is not under this key. @throws StoreError */
export function readSessionKey(folder: string, kek: Uint8Array, sessionId: string): Uint8Array | null {
  const wrapped = readWrapped(folder)
  const own = Object.hasOwn(wrapped, sessionId) ? wrapped[sessionId] : undefined
  return own === undefined ? null : unwrapSecret(kek, own, purposeOf(sessionId))
}

/** Of all sessions; one that is not under this key is left out. @throws StoreError */
export function readSessionKeys(folder: string, kek: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(readWrapped(folder)).flatMap(([id, own]) => {
      const key = unwrapSecret(kek, own, purposeOf(id))
      return key ? [[id, key] as const] : []
    }),
  )
}

/** All keys anew. @throws what the system says */
export function writeSessionKeys(
  folder: string,
  kek: Uint8Array,
  keys: ReadonlyMap<string, Uint8Array>,
): void {
  writeWrapped(
    folder,
    Object.fromEntries([...keys].map(([id, key]) => [id, wrapSecret(kek, key, purposeOf(id))])),
  )
}

/** On the disk before anything is sealed with it. @throws StoreError, or what the system says */
export function addSessionKey(folder: string, kek: Uint8Array, sessionId: string, key: Uint8Array): void {
  writeWrapped(folder, { ...readWrapped(folder), [sessionId]: wrapSecret(kek, key, purposeOf(sessionId)) })
}

/** Takes keys away; sessions without one are passed over. @throws StoreError, or what the system says */
export function removeSessionKeys(folder: string, sessionIds: readonly string[]): void {
  const wrapped = readWrapped(folder)
  const gone = new Set(sessionIds.filter(id => Object.hasOwn(wrapped, id)))
  if (gone.size === 0) return
  writeWrapped(folder, Object.fromEntries(Object.entries(wrapped).filter(([id]) => !gone.has(id))))
}
