import { openEngine, type StoredRow } from '../engine.ts'
import { databasePath } from '../files.ts'
import { number, text } from '../rows.ts'
import { createArchive } from '../seal/archive.ts'
import { readParts } from '../seal/parts.ts'
import type { SealJob } from '../seal/seal.ts'
import { prepareOnce } from '../statements.ts'
import { StoreError } from '../types.ts'
import { type GoneRecord, HASH_DIGITS } from './tombstones.ts'

/** Of one session: plain data, for a thread of its own. */
export type SealedRecordsJob = Omit<SealJob, 'wallMs'>

export const toGone = (row: StoredRow): GoneRecord => [
  number(row, 'seq'),
  text(row, 'hash').slice(0, HASH_DIGITS),
]

/**
 * Records of a session that lie in its sealed files. Reading them takes as long as opening the session does. A file that does not open
 * keeps nobody from deleting its session: of its records the last one is known.
 */
export function listSealedRecords({
  dataDir,
  sessionId,
  databaseKey,
  sessionKey,
}: SealedRecordsJob): readonly GoneRecord[] {
  const db = openEngine(databasePath(dataDir), { key: databaseKey, readOnly: true })
  const prepare = prepareOnce(db)
  try {
    return createArchive(prepare, dataDir, sessionKey).rowsOf(sessionId).records.map(toGone)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return readParts(prepare, sessionId).map(({ logFirst, ends }) => [
      ends.log.seq,
      ends.log.hash.slice(0, HASH_DIGITS),
      logFirst,
    ])
  } finally {
    db.close()
  }
}
