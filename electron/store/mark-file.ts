import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Head } from './chain.ts'
import { writeDurably } from './durable.ts'
import { markPath } from './files.ts'
import type { Keys } from './keys/keys.ts'
import { isSignedBy } from './keys/signing.ts'

/* `vigil.mark` as it is written and read. */

const mark = z.object({
  format: z.literal('vigil-mark'),
  /** Which master key the record has. */
  keys: z.string(),
  /** Of the newest record. */
  seq: z.number(),
  hash: z.string(),
  wallMs: z.number(),
  /** When a backup was last put in place: older ones elsewhere may go further than the record does. */
  restoredWallMs: z.number(),
  /** Over all before, by the record's signing key. */
  signature: z.string(),
})
export type Mark = Readonly<z.infer<typeof mark>>

/** Writes the mark, and gives it. @throws what the file system says */
export function writeMark(
  dataDir: string,
  keys: Keys,
  head: Head,
  { wallMs, restoredWallMs }: Pick<Mark, 'wallMs' | 'restoredWallMs'>,
): Mark {
  const unsigned = {
    format: 'vigil-mark',
    keys: keys.id,
    ...head,
    wallMs: Math.round(wallMs),
    restoredWallMs: Math.round(restoredWallMs),
  } as const
  const content: Mark = { ...unsigned, signature: keys.signing.sign(markText(unsigned)) }
  writeDurably(markPath(dataDir), `${JSON.stringify(content)}\n`)
  return content
}

/** null: there is none, or none that can be read. */
export function readMark(path: string): Mark | null {
  return existsSync(path) ? parseMark(readFileSync(path, 'utf8')) : null
}

/** null: it is none that can be read. A mark that is damaged says nothing; the record itself is checked all the same. */
export function parseMark(text: string): Mark | null {
  try {
    return mark.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function isOwnMark(found: Mark, { signing }: Pick<Keys, 'signing'>): boolean {
  return isSignedBy(signing.publicKey, markText(found), found.signature)
}

function markText({ keys, seq, hash, wallMs, restoredWallMs }: Omit<Mark, 'signature'>): string {
  return `vigil-mark ${keys} ${seq} ${hash} ${wallMs} ${restoredWallMs}`
}
