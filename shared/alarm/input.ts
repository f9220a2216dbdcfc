import type { Limits } from '../limits.ts'
import type { NibpReading } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { StreamVitalId, VitalId } from '../vitals.ts'
import type { AlarmId, Priority, TechnicalAlarmId } from './ids.ts'
import type { AlarmState } from './state.ts'
import type { AlarmEvent, EscalationStage } from './types.ts'

/** A device of the room; `speaksSeldom`: its silence tells nothing. */
export interface DeviceToWatch {
  readonly id: string
  readonly label: string
  readonly speaksSeldom?: true
}

export type Doubt = 'settling' | 'questionable'

/** Everything the alarm system is ever told. */
export type AlarmInput =
  /** One sample of a streamed vital sign. `value` null: the monitor has none, or it is implausible. */
  | {
      readonly kind: 'vital'
      readonly vital: StreamVitalId
      readonly value: number | null
      /** A single check by a person rather than a stream: judged at once, like a cuff reading. */
      readonly spot?: true
      /** When it was measured, where a person has typed it so many minutes later (AR-16). */
      readonly takenMonoMs?: number
      /** Measured nobody knows when, over a gap of unknown length: it may be older than what has spoken already (AR-16). */
      readonly inDoubt?: true
      /** The value is questionable (AR-17); `settling`: for no other reason than that the sensor has just come on. */
      readonly doubt?: Doubt
    }
  /** A cuff reading, good or failed; AR-16 tells whether it speaks. */
  | { readonly kind: 'nibp'; readonly reading: NibpReading /** As above. */; readonly inDoubt?: true }
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** These devices belong to the room now; silence of any of them is an alarm. */
  | { readonly kind: 'devices'; readonly devices: readonly DeviceToWatch[] }
  /** The port of a device is gone, or back. */
  | { readonly kind: 'port'; readonly deviceId: string; readonly gone: boolean }
  /** A valid frame came from a device. */
  | { readonly kind: 'frame'; readonly deviceId: string }
  | Acknowledging
  | { readonly kind: 'pauseAudio'; readonly by: string }
  | { readonly kind: 'resumeAudio'; readonly by: string }
  /** A new HIGH in another room: AUDIO PAUSED is one state of the whole installation. */
  | { readonly kind: 'highElsewhere' }
  | { readonly kind: 'turnAudioOff'; readonly by: string; readonly reason: string }
  | { readonly kind: 'turnAudioOn'; readonly by: string }
  | { readonly kind: 'pauseAlarms'; readonly by: string }
  | { readonly kind: 'resumeAlarms'; readonly by: string }
  | {
      readonly kind: 'turnAlarmOff'
      readonly by: string
      readonly parameter: VitalId
      readonly reason: string
    }
  | { readonly kind: 'turnAlarmOn'; readonly by: string; readonly parameter: VitalId }
  /** Whether sensor and cuff are on the same arm, as a person has said. */
  | { readonly kind: 'sites'; readonly sameArm: boolean }
  /** A cuff has begun to inflate, or is slack again. */
  | { readonly kind: 'cuff'; readonly inflating: boolean }
  /** Good and bad frames of a device since its line was opened. */
  | { readonly kind: 'counts'; readonly deviceId: string; readonly good: number; readonly bad: number }
  | { readonly kind: 'limits'; readonly limits: Limits }
  | {
      readonly kind: 'baseline'
      readonly systolic: number
      readonly diastolic: number
      /** Absent: there was no pulse before T0. */
      readonly pulseRate?: number
    }
  /** T0 without a baseline: what was told of one before, at a T0 that was taken back, holds no more. */
  | { readonly kind: 'noBaseline' }
  | { readonly kind: 't0' }
  /** A drug is being given, again: T0 itself, another dose, or one that has turned out to be the last. */
  | { readonly kind: 'dosing' }
  /** T0 has turned out to be earlier: what was measured since then is judged as after a dose. */
  | { readonly kind: 't0Moved'; readonly t0MonoMs: number }
  /** Raises, changes or ends an alarm that the core itself watches over. */
  | {
      readonly kind: 'technical'
      readonly alarm: Exclude<
        TechnicalAlarmId,
        'spo2-signal-lost' | 'link-lost' | 'link-noisy' | 'nibp-failed'
      >
      readonly priority: Priority | null
      /** Which device, for `battery-low`. */
      readonly deviceId?: string
      readonly detail?: string
      /** All that is wrong, by name: what was not there when it was answered to calls again (AR-6). */
      readonly items?: readonly string[]
    }
  /** The core is back after a crash, a restart or sleep (AR-13). */
  | {
      readonly kind: 'resumed'
      /** Where the gap began on the line, if only a wall clock tells how long it was (AR-22). */
      readonly unsureFromMonoMs?: number
    }
  /** It is known now how long a gap was, which the line counts so much too short, or too long where that is negative (AR-22). */
  | { readonly kind: 'gapSaid'; readonly fromMonoMs: number; readonly lacksMs: number }
  | { readonly kind: 'close' }

/** A person answers one alarm, or, without `alarm`, all. What is not named of an alarm means what stands now (AR-24). */
export interface Acknowledging {
  readonly kind: 'acknowledge'
  readonly by: string
  readonly alarm?: AlarmId
  readonly deviceId?: string
  readonly occurrence?: number
  /** How often it had called. */
  readonly call?: number
  /** As it stood on the screen; null: it had no value. */
  readonly priority?: Priority
  readonly value?: number | null
  readonly reason?: string
  readonly breakGlass?: true
  readonly identified?: false
}

/** AUDIO PAUSED or AUDIO OFF began or ended, or a reminder that audio is off. */
export interface AudioEvent {
  readonly event: 'audio'
  readonly state: 'paused' | 'off' | 'on' | 'reminder'
  readonly by?: string
  readonly reason?: string
  /** 'person', 'expired', 'high alarm', 'closed', 'timer' */
  readonly cause: string
}

/** ALARM PAUSED, or ALARM OFF of one parameter, began or ended, or a reminder that one is off. */
export interface InactivationEvent {
  readonly event: 'alarms'
  readonly state: 'paused' | 'off' | 'on' | 'reminder'
  readonly parameter?: VitalId
  readonly by?: string
  readonly reason?: string
  /** 'person', 'expired', 'dosing', 'closed', 'timer' */
  readonly cause: string
}

/** Nobody has acknowledged an alarm for so long that others must know. */
export interface EscalationEvent {
  readonly event: 'escalation'
  readonly alarm: AlarmId
  readonly deviceId?: string
  readonly priority: Priority
  readonly stage: EscalationStage
}

export type SignalEvent = AudioEvent | InactivationEvent | EscalationEvent

export interface Stepped {
  readonly state: AlarmState
  readonly events: readonly (AlarmEvent | SignalEvent)[]
}

/** A rule: looks at one input, gives the state after it and what happened. */
export type Rule = (state: AlarmState, input: AlarmInput, now: Instant) => Stepped

export function unchanged(state: AlarmState): Stepped {
  return { state, events: [] }
}
