import type { GovernedTable } from './governed-tables.ts'

export interface Verified {
  readonly ok: boolean
  readonly records: number
  readonly readings: number
  readonly firstBroken: Broken | null
  /** SQLite's own check: 'ok', or its first complaint. */
  readonly integrity: string
  /** Sessions that two people have deleted. */
  readonly deleted: readonly DeletedSession[]
}

export interface DeletedSession {
  readonly sessionId: string
  readonly deletedWallMs: number
  readonly by: string
  readonly reason: string
}

/** Where the record stops being what was written. */
export interface Broken {
  readonly table:
    | 'log'
    | 'session_log'
    | 'readings'
    | 'states'
    | 'presets'
    | 'clinic_sets'
    | 'row_log'
    | 'heads'
    | 'newest'
    | 'schema'
    /** The mark, or a manifest. */
    | 'anchors'
    | GovernedTable
  /** Of the log record, the reading or the link; for a state, of the log record that vouches for it. */
  readonly seq: number
  readonly sessionId: string | null
  readonly reason: string
}

export type StoreErrorCode =
  | 'locked'
  | 'damaged'
  /** One session is not what Vigil has written: nothing is added to it; the rest of the record goes on. */
  | 'edited'
  | 'newer'
  | 'denied'
  | 'disk'
  | 'missing'
  /** No key opens the record. */
  | 'keys'
  /** There was a record here, and it is not there any more, or not the newest: never begun anew without a word. */
  | 'gone'
  /** The program Vigil runs on is too old. */
  | 'program'

/** The store cannot be used. The message is one sentence: what, where, what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
  }
}
