import type { CoreEvent } from '../../shared/ipc.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Alive, RecordKeeper } from './contracts/record.ts'
import type { Say } from './guard.ts'

/** The day's backup waits until the start, with its sessions and lines, is over. */
const FIRST_BACKUP_MS = 30 * SECOND_MS
/** The record knows whether a backup is due: at a close, hourly in an open session, and daily. */
const BACKUP_CHECK_MS = MINUTE_MS
/** What went wrong rarely comes good within a minute, and each attempt is noted. */
const BACKUP_RETRY_MS = 60 * MINUTE_MS

export interface HeartbeatOptions {
  readonly record: Pick<RecordKeeper, 'write' | 'backUp'>
  readonly now: () => Instant
  readonly alive: () => Alive
  readonly publish: (event: CoreEvent) => void
  readonly note: (event: SystemEvent) => void
  readonly say: Say
}

/** What the core does once a second whatever happens in its rooms, and once a minute. */
export interface Heartbeat {
  /** Called once a second. */
  beat(): void
  /** Resolves once no backup is under way. */
  settled(): Promise<void>
}

export function createHeartbeat({ record, now, alive, publish, note, say }: HeartbeatOptions): Heartbeat {
  let backupDueMs = now().monoMs + FIRST_BACKUP_MS
  let isBeating = false
  let backingUp: Promise<void> = Promise.resolve()

  /** The record knows whether one is due. */
  async function backUp(at: Instant): Promise<void> {
    try {
      await record.backUp(at)
    } catch (error) {
      const detail = `No backup was made: ${error instanceof Error ? error.message : String(error)}`
      backupDueMs = now().monoMs + BACKUP_RETRY_MS
      note({ event: 'system', kind: 'error', detail })
    }
  }

  /** One at a time: where nothing can be stored, only the newest would count. */
  function remember(): void {
    if (isBeating) return
    isBeating = true
    record.write([{ change: 'touch', at: alive() }], outcome => {
      isBeating = false
      if (!outcome.ok) say(phrase.core.heartbeatNotStored, outcome.error)
    })
  }

  return {
    beat() {
      const at = now()
      publish({ kind: 'heartbeat', at })
      remember()
      if (at.monoMs < backupDueMs) return
      backupDueMs = at.monoMs + BACKUP_CHECK_MS
      backingUp = backUp(at)
    },
    settled: () => backingUp,
  }
}
