import { phrase } from '../../shared/words/host.ts'
import { hasDeletedHash } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
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
/** Whatever else stands in JSON: keys and sums have hex digits, too. */
const JSON_FIELD = /"\w+":\s*(?:"[^"]*"|-?[\d.]+)/g
/** The key that signs, as the recovery sheet and reports name it, is no entry. */
const FINGERPRINT = /\b(?:fingerprint|signed by)\W{0,5}[0-9a-f]{4}(?:[ -][0-9a-f]{4}){3}\b/gi
/** `57-0123456789abcdef`, and a hash alone, as reports print it, in groups of four or not. */
const ON_PAPER = /(?:\b(\d{1,9})-)?\b([0-9a-f]{16,64}|[0-9a-f]{4}(?: [0-9a-f]{4}){3,15})\b/g

/** As short as it may stand on paper. */
export const writeAnchor = ({ seq, hash }: Anchor & { readonly seq: number }): string =>
  `${seq}-${hash.slice(0, 16)}`

/** Reads every anchor in a text: of reports, marks and manifests, in any order and beside each other. */
export function readAnchors(content: string): readonly Anchor[] {
  const onPaper = content.replace(JSON_FIELD, ' ').replace(FINGERPRINT, ' ').toLowerCase()
  return [...content.matchAll(IN_JSON), ...onPaper.matchAll(ON_PAPER)].map(([, seq, hash = '']) => ({
    seq: seq === undefined ? null : Number(seq),
    hash: hash.replaceAll(' ', ''),
  }))
}

/**
 * Without those that are the fingerprint of a key that has signed this record: a hash in groups of four looks the same.
 *
 * @param fingerprint of the key of now; keys of before are named in the log
 */
export function withoutFingerprints(
  db: Database,
  fingerprint: string,
  anchors: readonly Anchor[],
): readonly Anchor[] {
  const inLog = db.prepare('SELECT 1 FROM log WHERE instr(event, ?) > 0 LIMIT 1')
  const isFingerprint = (hash: string) => {
    const grouped = hash.match(/.{4}/g)?.join(' ') ?? ''
    return hash.length === 16 && (grouped === fingerprint || inLog.get(grouped) !== undefined)
  }
  return anchors.filter(({ seq, hash }) => seq !== null || !isFingerprint(hash))
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
        return breaks(phrase.verifying.noRecordOfAnchor(written))
      continue
    }
    const isHeld = holds(db, archive, { seq, hash })
    if (isHeld === null) return breaks(phrase.verifying.recordEndsBeforeAnchor(written))
    if (!isHeld) return breaks(phrase.verifying.recordNotOfAnchor(written))
  }
  return null
}
