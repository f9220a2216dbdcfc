import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST } from './backup/manifest.ts'
import { hasDeletedHash } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
import { backupsPath, listBackups, markPath } from './files.ts'
import { holds } from './mark.ts'
import type { Archive } from './seal/archive.ts'
import type { Broken } from './types.ts'

/*
 * An anchor is an entry of the log, written down outside the record: on every report ("Record 3f…"), in a backup's manifest,
 * in the mark. Whoever has the keys can make everything in a record anew, but cannot make it fit an anchor.
 */

export interface Anchor {
  /** Its number; null where only its hash was written down. */
  readonly seq: number | null
  /** The first hex digits of the entry's hash, 16 to 64. */
  readonly hash: string
}

/** A mark's or manifest's JSON. */
const IN_JSON = /"seq":\s*(\d+),\s*"hash":\s*"([0-9a-f]{64})"/g
/** `57-0123456789abcdef`, and a hash alone, as reports print it, in groups of four or not. */
const ON_PAPER = /(?:\b(\d{1,9})-)?\b([0-9a-f]{16,64}|[0-9a-f]{4}(?: [0-9a-f]{4}){3,15})\b/g

/** As short as it may stand on paper. */
export const writeAnchor = ({ seq, hash }: Anchor & { readonly seq: number }): string =>
  `${seq}-${hash.slice(0, 16)}`

/** Reads every anchor in a text: of reports, marks and manifests, in any order. */
export function readAnchors(content: string): readonly Anchor[] {
  const json = [...content.matchAll(IN_JSON)]
  const found = json.length > 0 ? json : [...content.toLowerCase().matchAll(ON_PAPER)]
  return found.map(([, seq, hash = '']) => ({
    seq: seq === undefined ? null : Number(seq),
    hash: hash.replaceAll(' ', ''),
  }))
}

/** Those of the mark and of every backup that lies in the data folder. */
export function ownAnchors(dataDir: string): readonly Anchor[] {
  const folder = backupsPath(dataDir)
  const paths = [markPath(dataDir), ...listBackups(folder).map(({ name }) => join(folder, name, MANIFEST))]
  return paths.filter(path => existsSync(path)).flatMap(path => readAnchors(readFileSync(path, 'utf8')))
}

/** The first anchor that the log does not hold any more. */
export function checkAnchors(db: Database, archive: Archive, anchors: readonly Anchor[]): Broken | null {
  const ofHash = db.prepare(
    // Reports of a session from elsewhere carry the hash that it came with.
    `SELECT hash FROM log WHERE hash GLOB ? OR event ->> '$.imported.recordHash' GLOB ?
     UNION ALL SELECT hash FROM session_log WHERE hash GLOB ? LIMIT 1`,
  )
  for (const { seq, hash } of anchors) {
    if (seq === 0) continue
    const start = `${hash}*`
    const written = seq === null ? hash : writeAnchor({ seq, hash })
    const breaks = (reason: string): Broken => ({ table: 'log', seq: seq ?? 0, sessionId: null, reason })
    if (seq === null) {
      if (!ofHash.get(start, start, start) && !archive.hasHash(hash) && !hasDeletedHash(db, hash))
        return breaks(`no record has the anchor ${written}`)
      continue
    }
    const isHeld = holds(db, archive, { seq, hash })
    if (isHeld === null) return breaks(`the record ends before the anchor ${written}`)
    if (!isHeld) return breaks(`the record is not the one of the anchor ${written}`)
  }
  return null
}
