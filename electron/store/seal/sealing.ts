import type { UnsealedView } from '../../../shared/care-views.ts'
import { DAY_MS, type Instant } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { Backups } from '../backup/backups.ts'
import type { Chains } from '../chains.ts'
import { installationRow, type Own } from '../ends.ts'
import { number, text } from '../rows.ts'
import type { Prepare } from '../statements.ts'
import type { Atomically } from '../transaction.ts'
import { nextToSeal, putAway } from './put-away.ts'

/** A session that could not be sealed lets the others go first for so long. */
const AGAIN_MS = DAY_MS

/** Closed sessions are put away, one at a time. */
export interface Sealing {
  /**
   * Puts the session away that has waited longest, but for those that could not be put away lately; gives its id, or null where none
   * was. One that cannot be is noted in the record, once. @throws what SQLite says where that cannot be noted
   */
  next(at: Instant, afterDays: number): Promise<string | null>
}

export interface SealingOptions {
  readonly prepare: Prepare
  readonly chains: Chains
  readonly own: Own
  readonly atomically: Atomically
  readonly writePart: Backups['writePart']
}

export function createSealing({ prepare, chains, own, atomically, writePart }: SealingOptions): Sealing {
  /** When sealing these failed. */
  const failed = new Map<string, number>()

  function isPassedOver(sessionId: string, nowWallMs: number): boolean {
    const failedMs = failed.get(sessionId)
    // A clock that was set back must not keep it waiting.
    return failedMs !== undefined && Math.abs(nowWallMs - failedMs) < AGAIN_MS
  }

  return {
    async next(at, afterDays) {
      const { wallMs } = at
      const sessionId = nextToSeal(prepare, wallMs, afterDays, id => isPassedOver(id, wallMs))
      if (sessionId === null) return null
      try {
        const part = await writePart(sessionId, wallMs)
        if (!part || !atomically(() => putAway(prepare, chains, own, part, at))) return null
        failed.delete(sessionId)
        return sessionId
      } catch (error) {
        failed.set(sessionId, wallMs)
        atomically(() => noteFailure(prepare, chains, own, at, sessionId, error))
        return null
      }
    },
  }
}

/** Says it once: not again until the session has been sealed after all. */
function noteFailure(
  prepare: Prepare,
  chains: Chains,
  own: Own,
  at: Instant,
  sessionId: string,
  error: unknown,
): void {
  if (listUnsealed(prepare).some(known => known.sessionId === sessionId)) return
  const why = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 300)
  const detail = phrase.sealed.sessionNotSealed(sessionId, why)
  chains.addRecords([
    installationRow(own, at, { event: 'system', kind: 'notSealed', session: sessionId, detail }),
  ])
}

/** Sessions whose newest attempt at sealing failed, newest first. */
export function listUnsealed(prepare: Prepare): readonly UnsealedView[] {
  return prepare(
    `SELECT event ->> '$.session' AS session, event ->> '$.detail' AS detail, wall_ms FROM log AS said
     WHERE session_id IS NULL AND event ->> '$.kind' = 'notSealed' AND NOT EXISTS (
       SELECT 1 FROM log WHERE session_id IS NULL AND event ->> '$.session' = said.event ->> '$.session'
         AND event ->> '$.kind' IN ('sealed', 'deleted') AND seq > said.seq)
     ORDER BY seq DESC`,
  )
    .all()
    .map(row => ({
      sessionId: text(row, 'session'),
      wallMs: number(row, 'wall_ms'),
      sentence: text(row, 'detail'),
    }))
}
