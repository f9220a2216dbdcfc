import type { DeletionDone } from '../../../shared/care-views.ts'
import type { Instant } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { Deletion } from '../../core/contracts/record.ts'
import { say } from '../../process/say.ts'
import type { Backups } from '../backup/backups.ts'
import type { Chains } from '../chains.ts'
import type { Own } from '../ends.ts'
import type { Database } from '../engine.ts'
import type { Prepare } from '../statements.ts'
import type { Atomically } from '../transaction.ts'
import { clearFiles } from './clear-files.ts'
import { makeTombstone, removeSession } from './remove.ts'
import { readTombstones } from './tombstones.ts'

/** Sessions are deleted, by two people and never by itself. */
export interface Deleting {
  /**
   * Deletes a closed session: rows, files, key, and what backups within reach hold of it. Whoever asks has looked whether it may be, and
   * who decides it. @throws StoreError where it is not there, or is never deleted; what SQLite or the file system says
   */
  delete(deletion: Deletion, at: Instant): Promise<DeletionDone>
  /** Clears what an earlier deletion has left: after a power cut, and in places that were not there. @throws the same */
  clearLeft(at: Instant): Promise<void>
}

export interface DeletingOptions {
  readonly db: Database
  readonly dataDir: string
  readonly prepare: Prepare
  readonly chains: Chains
  readonly sealedRecords: Backups['sealedRecords']
  readonly own: Own
  readonly atomically: Atomically
  readonly purge: (wallMs: number) => ReturnType<Backups['purge']>
  /** The record is another one now: it is marked at once. */
  readonly onDeleted: (at: Instant) => void
}

export function createDeleting(options: DeletingOptions): Deleting {
  const { db, dataDir, prepare, chains, sealedRecords, own, atomically, purge, onDeleted } = options

  /** What was removed lies in the WAL, too, until that has begun anew. */
  function emptyWal(): void {
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // A reader holds it: the next checkpoint does it.
      say(phrase.sealed.logNotEmptied, error)
    }
  }

  return {
    async delete(deletion, at) {
      const sealed = await sealedRecords(deletion.sessionId)
      atomically(() => {
        const tombstone = makeTombstone(prepare, chains, deletion, sealed, at.wallMs)
        removeSession(prepare, chains, own, at, tombstone)
      })
      chains.forget()
      emptyWal()
      onDeleted(at)
      clearFiles(dataDir, readTombstones(prepare))
      return { left: await purge(at.wallMs) }
    },
    async clearLeft(at) {
      const gone = readTombstones(prepare)
      if (gone.length === 0) return
      clearFiles(dataDir, gone)
      await purge(at.wallMs)
    },
  }
}
