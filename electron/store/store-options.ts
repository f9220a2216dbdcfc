import type { KeySources } from './keys/keys.ts'

export interface StoreOptions {
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** How large the file may get, in pages; tests fill a disk with it. */
  readonly maxPages?: number
  /** How long a statement waits where another program holds the record. */
  readonly busyMs?: number
  /** Looks at every page first, and opens no damaged record; else that is done after the start (`backupIfDue`). */
  readonly checksPages?: boolean
  /** What the record's keys are opened with; else the key file alone. */
  readonly keys?: KeySources
  /** What is run as a thread to make a backup, `backup/backup-worker.ts`; without it that holds up whoever asks for one. */
  readonly backupWorker?: string | URL
}
