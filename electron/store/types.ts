import { z } from 'zod'
import type { PresetRecord } from '../../shared/presets/clinic.ts'
import type { Reading } from '../../shared/reading.ts'
import type { Entry } from '../../shared/record/index.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { LogContext } from '../../shared/views.ts'

export type { LogContext } from '../../shared/views.ts'

/** A device as it is remembered, to be opened again at the next start. */
export const deviceConfig = z
  .object({
    id: z.string(),
    driver: z.string(),
    label: z.string(),
    /** Serial path, `tcp://host:port` or `sim:scenario`. */
    port: z.string(),
    /** Where it is not the driver's usual one. */
    baudRate: z.number().exactOptional(),
    /** Of the USB cable, by which it is found again under another path. */
    serialNumber: z.string().nullable(),
    roomId: z.string(),
    origin: z.enum(['device', 'simulated', 'replay']),
    /** The person allowed Vigil to inflate the cuff through this line. */
    remoteStart: z.boolean(),
    sim: z.object({ scenario: z.string(), seed: z.number(), speed: z.number() }).readonly().exactOptional(),
    /** How fast a capture is played again. */
    replay: z.object({ speed: z.number() }).readonly().exactOptional(),
  })
  .readonly()
export type DeviceConfig = z.infer<typeof deviceConfig>

/** One transaction: readings and the events they caused go in together or not at all. */
export interface Commit {
  /** null: events of the installation rather than of a session. */
  readonly sessionId: string | null
  /** The whole room, for the next start. */
  readonly state?: RoomState
  readonly readings: readonly Reading[]
  readonly log: readonly {
    readonly at: Instant
    readonly entry: Entry
    readonly context?: LogContext
  }[]
  /** An act on a preset of the clinic; the first log record says the same, and vouches for it. */
  readonly preset?: Omit<PresetRecord, 'seq'>
}

export interface Verified {
  readonly ok: boolean
  readonly records: number
  readonly readings: number
  readonly firstBroken: Broken | null
  /** SQLite's own check: 'ok', or its first complaint. */
  readonly integrity: string
}

/** Where the record stops being what was written. */
export interface Broken {
  readonly table: 'log' | 'readings' | 'states' | 'presets'
  /** Of the log record or the reading; for a state, of the log record that vouches for it. */
  readonly seq: number
  readonly sessionId: string | null
  readonly reason: string
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
