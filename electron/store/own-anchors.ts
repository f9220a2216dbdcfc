import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { type Anchor, readAnchors } from './anchors.ts'
import { BACKUP_KEYS, isOwnManifest, MANIFEST, readManifest } from './backup/manifest.ts'
import type { Database } from './engine.ts'
import { backupsPath, listBackups, markPath } from './files.ts'
import type { Keys } from './keys/keys.ts'
import { fingerprintOf } from './keys/signing.ts'
import { keysPath, readKeysFile } from './keys/slots.ts'
import { readHead } from './mark.ts'
import { isOwnMark, readMark } from './mark-file.ts'
import type { Broken } from './types.ts'

/** Those of the mark and of every backup that lies in the data folder. */
export function ownAnchors(dataDir: string): readonly Anchor[] {
  const paths = [markPath(dataDir), ...listFolders(dataDir).map(folder => join(folder, MANIFEST))]
  return paths.filter(path => existsSync(path)).flatMap(path => readAnchors(readFileSync(path, 'utf8')))
}

/** Earlier versions' backups are single files, without a manifest. */
function listFolders(dataDir: string): readonly string[] {
  const folder = backupsPath(dataDir)
  return listBackups(folder)
    .map(({ name }) => join(folder, name))
    .filter(path => statSync(path).isDirectory())
}

/**
 * Whether the mark and each manifest in the data folder are signed by this record's keys, or a manifest by keys that it had before, as its
 * log says: what anybody could have written is no anchor. Gives the first that is not.
 */
export function checkOwnAnchors(db: Database, dataDir: string, keys: Keys): Broken | null {
  const breaks = (reason: string): Broken => ({ table: 'anchors', seq: 0, sessionId: null, reason })
  const mark = readMark(markPath(dataDir))
  const isMarked = readKeysFile(keysPath(dataDir))?.inUse === true && readHead(db).seq > 0
  if (!mark && isMarked) return breaks(phrase.verifying.markUnreadable(markPath(dataDir)))
  if (mark && (mark.keys !== keys.id || !isOwnMark(mark, keys)))
    return breaks(phrase.verifying.markNotAsSigned(markPath(dataDir)))
  for (const folder of listFolders(dataDir)) {
    const manifest = readManifest(folder)
    if (!manifest) return breaks(phrase.verifying.fileUnreadable(join(folder, MANIFEST)))
    const isOwn =
      manifest.keys === keys.id
        ? isOwnManifest(manifest, keys.backup)
        : isUnderKeysOfBefore(db, folder, manifest.keys)
    if (!isOwn) return breaks(phrase.verifying.fileNotAsSigned(join(folder, MANIFEST)))
  }
  return null
}

/** Nothing here opens such keys any more; but new ones were made in this record's own name. */
function isUnderKeysOfBefore(db: Database, folder: string, id: string): boolean {
  const file = readKeysFile(join(folder, BACKUP_KEYS))
  if (file?.id !== id) return false
  const known = db.prepare(
    "SELECT 1 FROM log WHERE event ->> '$.kind' = 'record' AND instr(event, ?) > 0 LIMIT 1",
  )
  return known.get(fingerprintOf(file.signing.publicKey)) !== undefined
}
