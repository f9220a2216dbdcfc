import type { Limits } from '../limits.ts'
import type { Instant } from '../time.ts'
import type { VitalId } from '../vitals.ts'
import type { AlarmId, Priority } from './ids.ts'
import type { Act } from './types.ts'

/** How far one level of one limit alarm has come. Times on the monotonic line. */
export interface LevelTrack {
  /** First of the unbroken run of values past the limit. */
  readonly beyondSince: number | null
  /** The level's condition holds. */
  readonly held: boolean
  /** First of the unbroken run of values at or past the clear level. */
  readonly clearSince: number | null
}

/** One alarm condition that holds now. */
export interface Condition {
  readonly alarm: AlarmId
  readonly deviceId?: string
  readonly priority: Priority
  readonly since: Instant
  readonly value: number | null
  readonly limit: number | null
  readonly acknowledged?: Acknowledgement
  /** The signal is gone; the condition stands on its last value (AR-7). */
  readonly frozen: boolean
  readonly detail?: string
}

export interface Acknowledgement extends Act {
  /** The value that was acknowledged: worsening counts from it (AR-6). */
  readonly value: number | null
}

/** A HIGH condition that ended before anybody acknowledged it (AR-5). */
export interface Latched {
  readonly alarm: AlarmId
  readonly since: Instant
  readonly ended: Instant
  readonly value: number | null
  readonly limit: number | null
}

/** A streamed vital sign as the alarm system knows it. */
export interface Stream {
  /** The last sample, with or without a value: the link of this vital sign was up then. */
  readonly lastSampleMonoMs: number
  readonly lastValidMonoMs: number | null
  readonly lastValue: number | null
  /** First of the unbroken run of samples without a usable value; null while values come. */
  readonly invalidSince: number | null
}

export interface WatchedDevice {
  /** Last valid frame, or when Vigil began to watch. */
  readonly lastFrameMonoMs: number
  /** Since when its port is known to be gone; null while it is there, or only silent. */
  readonly goneSinceMonoMs: number | null
  readonly label: string
}

/** The last cuff reading that alarms were judged on. */
export interface LastCuff {
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number | null
  readonly receivedMonoMs: number
}

/** All that the alarm system remembers: plain data, stored with every change. */
export interface AlarmState {
  readonly limits: Limits
  readonly baseline: { readonly systolic: number; readonly diastolic: number } | null
  /** From T0 on the blood-pressure limits apply, and losing the signal is MEDIUM. */
  readonly afterT0: boolean
  readonly closed: boolean
  readonly tracks: Readonly<Partial<Record<AlarmId, Readonly<Partial<Record<Priority, LevelTrack>>>>>>
  readonly conditions: readonly Condition[]
  readonly latched: readonly Latched[]
  readonly streams: Readonly<Partial<Record<VitalId, Stream>>>
  readonly devices: Readonly<Record<string, WatchedDevice>>
  readonly lastCuff: LastCuff | null
  readonly failedCuffs: number
  readonly audio: { readonly pausedUntilMonoMs: number | null; readonly pausedBy: string | null }
}

export function startAlarms(limits: Limits): AlarmState {
  return {
    limits,
    baseline: null,
    afterT0: false,
    closed: false,
    tracks: {},
    conditions: [],
    latched: [],
    streams: {},
    devices: {},
    lastCuff: null,
    failedCuffs: 0,
    audio: { pausedUntilMonoMs: null, pausedBy: null },
  }
}
