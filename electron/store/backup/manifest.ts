import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Head } from '../chain.ts'
import { writeDurably } from '../durable.ts'

/*
 * A backup is a folder: the database as one file, the slots of its keys, and this manifest, which is written last. Its head
 * is an anchor: `verify` holds the record against it.
 */

export const MANIFEST = 'manifest.json'
export const BACKUP_DATABASE = 'vigil.db'
export const BACKUP_KEYS = 'vigil.keys'

const content = z.object({
  format: z.literal('vigil-backup'),
  version: z.literal(1),
  /** Which master key opens it. */
  keys: z.string(),
  /** The newest record. */
  head: z.object({ seq: z.number(), hash: z.string() }).readonly(),
  sessions: z.number(),
  bytes: z.number(),
  madeWallMs: z.number(),
  station: z.string(),
  software: z.string(),
  /** Of how many deleted sessions it holds the tombstone, or never held anything; absent: of none. */
  without: z.number().exactOptional(),
  /** Where it ends since sessions were deleted from it; `head` stays an anchor of the record. */
  ends: z
    .array(z.object({ entries: z.number(), is: z.string() }).readonly())
    .readonly()
    .exactOptional(),
})
const manifest = content.extend({ mac: z.string() })
export type ManifestContent = Readonly<z.infer<typeof content>>
export type Manifest = Readonly<z.infer<typeof manifest>>

/** @param key the record's key for backups */
export function writeManifest(folder: string, made: ManifestContent, key: Uint8Array): void {
  const whole: Manifest = { ...made, mac: macOf(made, key) }
  writeDurably(join(folder, MANIFEST), `${JSON.stringify(whole, null, 2)}\n`)
}

/** null: there is none, or none that can be read. */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, MANIFEST)
  return existsSync(path) ? parseManifest(readFileSync(path, 'utf8')) : null
}

/** null: it is none that can be read. */
export function parseManifest(text: string): Manifest | null {
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    // Whoever asks says what that means to them.
    return null
  }
}

export function isOwnManifest({ mac, ...made }: Manifest, key: Uint8Array): boolean {
  const wanted = Buffer.from(macOf(made, key))
  const given = Buffer.from(mac)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

/** Whether a backup's database may end so. */
export function mayEndAt({ head, ends = [] }: Manifest, { seq, hash }: Head): boolean {
  return (
    (head.seq === seq && head.hash === hash) || ends.some(({ entries, is }) => entries === seq && is === hash)
  )
}

function macOf(made: ManifestContent, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(content.parse(made)))
    .digest('base64')
}
