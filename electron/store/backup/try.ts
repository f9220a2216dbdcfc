import type { TriedBackup } from '../../../shared/care-views.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { KeySources } from '../keys/keys.ts'
import { checkBackup } from './open-backup.ts'

/** Tries a backup, and says for people what came of it. @throws StoreError where it does not open */
export function tryBackup(from: string, dataDir: string, sources: KeySources): TriedBackup {
  const { sessions, head, verified } = checkBackup(from, dataDir, sources)
  const { firstBroken } = verified ?? {}
  const problem = !verified
    ? phrase.backups.updatedAtNextStart
    : firstBroken
      ? phrase.backups.chainBroken(firstBroken.table, firstBroken.seq, firstBroken.reason)
      : null
  return { ok: verified === null || verified.ok, sessions, entries: head.seq, problem }
}
