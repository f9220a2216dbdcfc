import type { Limits } from '../limits.ts'
import type { NibpReading } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import type { AlarmId, Priority, TechnicalAlarmId } from './ids.ts'
import type { AlarmState } from './state.ts'
import type { AlarmEvent } from './types.ts'

/** Everything the alarm system is ever told. */
export type AlarmInput =
  /** One sample of a streamed vital sign. `value` null: the monitor has none, or it is implausible. */
  | {
      readonly kind: 'vital'
      readonly vital: StreamVitalId
      readonly value: number | null
      /** A single check by a person rather than a stream: judged at once, like a cuff reading. */
      readonly spot?: true
    }
  /** A new cuff reading, good or failed. */
  | { readonly kind: 'nibp'; readonly reading: NibpReading }
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** These devices belong to the room now; silence of any of them is an alarm. */
  | { readonly kind: 'devices'; readonly devices: readonly { readonly id: string; readonly label: string }[] }
  /** The port of a device is gone, or back. */
  | { readonly kind: 'port'; readonly deviceId: string; readonly gone: boolean }
  /** A valid frame came from a device. */
  | { readonly kind: 'frame'; readonly deviceId: string }
  | {
      readonly kind: 'acknowledge'
      readonly by: string
      readonly alarm?: AlarmId
      readonly deviceId?: string
      readonly reason?: string
    }
  | { readonly kind: 'pauseAudio'; readonly by: string }
  | { readonly kind: 'resumeAudio'; readonly by: string }
  | { readonly kind: 'limits'; readonly limits: Limits }
  | { readonly kind: 'baseline'; readonly systolic: number; readonly diastolic: number }
  | { readonly kind: 't0' }
  /** Raises, changes or ends an alarm that the core itself watches over. */
  | {
      readonly kind: 'technical'
      readonly alarm: Exclude<TechnicalAlarmId, 'spo2-signal-lost' | 'link-lost' | 'nibp-failed'>
      readonly priority: Priority | null
      readonly detail?: string
    }
  /** The core is back after a crash, a restart or sleep (AR-13). */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'close' }

/** AUDIO PAUSED began or ended. */
export interface AudioEvent {
  readonly event: 'audio'
  readonly state: 'paused' | 'on'
  readonly by?: string
  /** 'person', 'expired', 'high alarm', 'closed' */
  readonly cause: string
}

export interface Stepped {
  readonly state: AlarmState
  readonly events: readonly (AlarmEvent | AudioEvent)[]
}

/** A rule: looks at one input, gives the state after it and what happened. */
export type Rule = (state: AlarmState, input: AlarmInput, now: Instant) => Stepped

export function unchanged(state: AlarmState): Stepped {
  return { state, events: [] }
}
