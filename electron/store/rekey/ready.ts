import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../durable.ts'

/*
 * New keys for a record are made in a folder beside it, `rekey/`, which becomes a whole record of its own. The file `ready.json` there,
 * written last, decides: before it the old record holds and the folder is worth nothing, from then on the new one is put in place.
 */

export const rekeyPath = (dataDir: string): string => join(dataDir, 'rekey')
const readyPath = (dataDir: string): string => join(rekeyPath(dataDir), 'ready.json')

const ready = z.strictObject({
  format: z.literal('vigil-rekey'),
  version: z.literal(1),
  /** Which master key the record had. */
  before: z.string(),
  /** What of it lies in the folder, and takes the place of what has that name in the data folder. */
  brings: z.array(z.string()).readonly(),
  /** What is in the data folder, and belongs to the old keys alone. */
  removes: z.array(z.string()).readonly(),
  /** A key file that lies elsewhere: its new one waits beside it. null: there is none. */
  keyFile: z.string().nullable(),
})
export type ReadyRekey = Readonly<z.infer<typeof ready>>

/** Where a key file outside the data folder waits for its turn. */
export const waitingPath = (keyFile: string): string => `${keyFile}.new`

/** null: nothing is decided. */
export function readReady(dataDir: string): ReadyRekey | null {
  const path = readyPath(dataDir)
  return existsSync(path) ? ready.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

export const isReady = (dataDir: string): boolean => existsSync(readyPath(dataDir))

export function writeReady(dataDir: string, what: ReadyRekey): void {
  writeDurably(readyPath(dataDir), `${JSON.stringify(what)}\n`)
}
