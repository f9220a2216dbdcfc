import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { Reading } from '../../shared/reading.ts'
import type { SessionEvent } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import type { SystemEvent } from '../../shared/views.ts'

/** A device as it is remembered, to be opened again at the next start. */
export interface DeviceConfig {
  readonly id: string
  readonly driver: string
  readonly label: string
  /** Serial path, `tcp://host:port` or `sim:scenario`. */
  readonly port: string
  /** Of the USB cable, by which it is found again under another path. */
  readonly serialNumber: string | null
  readonly roomId: string
  readonly origin: 'device' | 'simulated'
  /** The person allowed Vigil to inflate the cuff through this line. */
  readonly remoteStart: boolean
  readonly sim?: { readonly scenario: string; readonly seed: number; readonly speed: number }
}

/** What stands beside an event in the audit trail (alarm standard, section 8). */
export interface LogContext {
  readonly phase: string
  readonly minutesFromT0: number | null
  readonly baseline: { readonly systolic: number; readonly diastolic: number } | null
  readonly preset: string
}

/** One transaction: readings and the events they caused go in together or not at all. */
export interface Commit {
  /** null: events of the installation rather than of a session. */
  readonly sessionId: string | null
  /** The whole room as JSON, for the next start. */
  readonly state?: string
  readonly readings: readonly Reading[]
  readonly log: readonly {
    readonly at: Instant
    readonly entry: AlarmEvent | SessionEvent | SystemEvent
    readonly context?: LogContext
  }[]
}

export interface Verified {
  readonly ok: boolean
  readonly records: number
  readonly readings: number
  readonly firstBroken: {
    readonly table: 'log' | 'readings'
    readonly seq: number
    readonly reason: string
  } | null
  /** SQLite's own check: 'ok', or its first complaint. */
  readonly integrity: string
}

export type StoreErrorCode = 'locked' | 'damaged' | 'newer' | 'denied' | 'disk' | 'missing'

/** The store cannot be used. The message is one sentence: what, where, what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
  }
}
