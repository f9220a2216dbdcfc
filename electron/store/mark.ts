import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Head, noLinks } from './chain.ts'
import { writeDurably } from './durable.ts'
import type { Database } from './engine.ts'
import { gone } from './errors.ts'
import { markPath } from './files.ts'
import { isSignedBy, type Keys } from './keys/keys.ts'
import { number, text } from './rows.ts'
import { StoreError } from './types.ts'

/*
 * `vigil.mark`: how far the record of this folder had come when it was last written, apart from the record. An older copy
 * in its place, or none, is found by it at the next start.
 */

const mark = z.object({
  format: z.literal('vigil-mark'),
  /** Which master key the record has. */
  keys: z.string(),
  /** Of the installation's log. */
  seq: z.number(),
  hash: z.string(),
  wallMs: z.number(),
  /** Over the four before, by the record's signing key. */
  signature: z.string(),
})
export type Mark = Readonly<z.infer<typeof mark>>

/** @throws what the file system says */
export function writeMark(dataDir: string, keys: Keys, head: Head, wallMs: number): void {
  const at = Math.round(wallMs)
  const signature = keys.signing.sign(markText(keys.id, head, at))
  const content: Mark = { format: 'vigil-mark', keys: keys.id, ...head, wallMs: at, signature }
  writeDurably(markPath(dataDir), `${JSON.stringify(content)}\n`)
}

/** null: there is none, or none that can be read. */
export function readMark(path: string): Mark | null {
  if (!existsSync(path)) return null
  try {
    return mark.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // A mark that is damaged says nothing; the record itself is checked all the same.
    return null
  }
}

/** @throws StoreError 'keys' or 'gone': the record is not the one, or not the newest, that this folder had */
export function compareWithMark(db: Database, dataDir: string, keys: Keys): void {
  const found = readMark(markPath(dataDir))
  if (!found) return
  if (found.keys !== keys.id)
    throw new StoreError(
      'keys',
      `The record in ${dataDir} is of other keys than its mark: put the record back that belongs here, or remove ${markPath(dataDir)} if this one does.`,
    )
  if (!isSignedBy(keys.signing.publicKey, markText(found.keys, found, found.wallMs), found.signature))
    throw gone(dataDir, `does not fit ${markPath(dataDir)}, which was changed`)
  const head = readHead(db)
  if (head.seq < found.seq)
    throw gone(dataDir, `is an older copy: it ends at entry ${head.seq}, and this folder had ${found.seq}`)
  if (found.seq > 0 && hashAt(db, found.seq) !== found.hash)
    throw gone(dataDir, `is another one than this folder had: its entry ${found.seq} differs`)
}

/** Where the installation's log ends. */
export function readHead(db: Database): Head {
  const row = db.prepare('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get()
  return row ? { seq: number(row, 'seq'), hash: text(row, 'hash') } : noLinks
}

function hashAt(db: Database, seq: number): string | null {
  const row = db.prepare('SELECT hash FROM log WHERE seq = ?').get(seq)
  return row ? text(row, 'hash') : null
}

function markText(keys: string, { seq, hash }: Head, wallMs: number): string {
  return `vigil-mark ${keys} ${seq} ${hash} ${wallMs}`
}
