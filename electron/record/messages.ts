import type { ReportStep } from '../../shared/ipc.ts'
import type { FoundRecord } from '../core/contracts/record.ts'
import type { Batch, GroupTold } from '../store/batches.ts'
import type { StoreErrorCode } from '../store/types.ts'
import type { Alive as WatchedAlive } from '../watchdog/step.ts'
import type { Programs } from './programs.ts'

/* What core and record say to each other. Values are cloned, never shared. */

export interface Opening {
  readonly dataDir: string
  /** Vigil's version, for the audit trail. */
  readonly version: string
  readonly programs: Programs
  /** Where this start was opened by a typed code: the master key, base64. */
  readonly master?: string
  /** How long to wait for the process before to let the record go. */
  readonly lockPatienceMs: number
  /** Else it was there a moment ago: where it is not, it was taken away, and none is begun in its place. */
  readonly mayBeNew: boolean
  /** The core begins with it, and wants to know what is there; else it knows, and goes on. */
  readonly isFirst: boolean
}

export type ToRecord =
  | { readonly kind: 'open'; readonly opening: Opening }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'ask'; readonly id: number; readonly job: string; readonly args: readonly unknown[] }
  | { readonly kind: 'captureBegin'; readonly id: string }
  | { readonly kind: 'captureBytes'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly kind: 'captureEnd'; readonly id: string }
  /** One line of `errors.log`. */
  | { readonly kind: 'log'; readonly line: string }
  /** For whoever looks at the data folder; null: it is taken away. */
  | { readonly kind: 'alive'; readonly alive: WatchedAlive | null }
  | { readonly kind: 'close' }

/** Why nothing is being recorded, in one sentence. */
export interface Trouble {
  readonly code: StoreErrorCode
  readonly sentence: string
}

export type FromRecord =
  | { readonly kind: 'opened'; readonly found: FoundRecord | null }
  | { readonly kind: 'refused'; readonly trouble: Trouble }
  /** The process lives, and its disk has answered. */
  | { readonly kind: 'awake' }
  | { readonly kind: 'stored'; readonly number: number; readonly told: readonly GroupTold[] }
  | { readonly kind: 'trouble'; readonly trouble: Trouble | null }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: Failed }
  | { readonly kind: 'step'; readonly id: number; readonly step: ReportStep; readonly share: number }
  /** A capture has ended; an error: it could not be written. */
  | { readonly kind: 'captureEnded'; readonly id: string; readonly error: string | null }
  | { readonly kind: 'closed' }

/** An error on its way: what kind it is decides what becomes of it in the core. */
export interface Failed {
  readonly kind: 'refusal' | 'sessionFile' | 'failed'
  readonly message: string
}
