import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { FOLDER_MODE } from '../../process/tighten.ts'
import { writeDurably } from '../durable.ts'
import { KEY_BYTES } from '../keys/derive.ts'
import type { Keys } from '../keys/keys.ts'
import { type Part, pathOf } from '../seal/parts.ts'
import { digestBytes, resealPart } from '../seal/sealed-file.ts'
import { readSessionKeys, writeSessionKeys } from '../seal/session-keys.ts'

export interface Resealed {
  /** Parts whose file is another one now, with its digest. */
  readonly parts: readonly Part[]
  /** Sessions that did not open, one sentence each: their files went along as they are, under the key they had. */
  readonly problems: readonly string[]
}

/**
 * Writes every sealed session under a new key of its own into `folder`. One with a part that is missing or damaged keeps its key and
 * its files: whatever a backup gives back of it later still opens.
 *
 * @throws what the file system says
 */
export function resealAll(
  parts: readonly Part[],
  { dataDir, folder }: { readonly dataDir: string; readonly folder: string },
  { from, to }: { readonly from: Keys; readonly to: Keys },
): Resealed {
  if (parts.length === 0) return { parts: [], problems: [] }
  const before = readSessionKeys(dataDir, from.session)
  const after = new Map<string, Uint8Array>()
  const resealed: Part[] = []
  const problems: string[] = []
  for (const [sessionId, own] of Map.groupBy(parts, part => part.sessionId)) {
    const key = before.get(sessionId)
    const fresh = randomBytes(KEY_BYTES)
    try {
      if (!key) throw new Error(phrase.newKeys.noKeySession)
      const written = own.map(part => resealOne(dataDir, part, { from: key, to: fresh }))
      for (const { part, bytes } of written) put(folder, part, bytes)
      resealed.push(...written.map(({ part }) => part))
      after.set(sessionId, fresh)
    } catch (error) {
      // A full disk is one of the file system's.
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('E')) {
        if (!String(error.code).startsWith('ERR_')) throw error
      }
      problems.push(
        phrase.newKeys.sealedSessionTakenAlong(
          sessionId,
          error instanceof Error ? error.message : String(error),
        ),
      )
      for (const part of own) takeAlong(dataDir, folder, part)
      if (key) after.set(sessionId, key)
    }
  }
  writeSessionKeys(folder, to.session, after)
  return { parts: resealed, problems }
}

function resealOne(
  dataDir: string,
  part: Part,
  keys: { readonly from: Uint8Array; readonly to: Uint8Array },
): { readonly part: Part; readonly bytes: Buffer } {
  const path = pathOf(dataDir, part.file)
  if (!existsSync(path)) throw new Error(phrase.newKeys.isMissing)
  const before = readFileSync(path)
  if (digestBytes(before) !== part.digest) throw new Error(phrase.newKeys.changedOrDamaged)
  const bytes = resealPart(part, before, keys)
  return { part: { ...part, digest: digestBytes(bytes), bytes: bytes.length }, bytes }
}

function takeAlong(dataDir: string, folder: string, part: Part): void {
  const path = pathOf(dataDir, part.file)
  if (existsSync(path)) put(folder, part, readFileSync(path))
}

function put(folder: string, { file }: Part, bytes: Uint8Array): void {
  const path = pathOf(folder, file)
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  writeDurably(path, bytes)
}
