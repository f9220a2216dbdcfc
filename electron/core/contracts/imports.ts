import type { Instant } from '../../../shared/time.ts'
import type { LogEntry } from '../../../shared/views.ts'

/* What the core asks of whatever takes sessions of other installations into the record. */

/** Who imports a session, when, from which file. */
export interface Importing {
  readonly at: Instant
  readonly by: string
  readonly file: string
}

export interface Imports {
  /** Says whether a file of this size may be read at all. @throws SessionFileError */
  checkSize(bytes: number): void
  /** Checks a session file whole, then stores it whole. @throws SessionFileError; nothing has changed then */
  importFile(
    bytes: Uint8Array,
    note: Importing,
  ): Promise<{ readonly sessionId: string; readonly entry: LogEntry }>
}
