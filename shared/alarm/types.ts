import type { Instant } from '../time.ts'
import type { AlarmId, Priority } from './ids.ts'

/** Who did a thing, and when. */
export interface Act {
  readonly by: string
  readonly at: Instant
}

/** What windows show of one alarm condition. The core alone decides any of it. */
export interface AlarmView {
  readonly alarm: AlarmId
  /** Which device, where an alarm can hold for several at once (link-lost). */
  readonly deviceId?: string
  readonly priority: Priority
  /** `latched`: the condition has ended, but nobody has acknowledged a HIGH alarm yet (AR-5). */
  readonly state: 'active' | 'latched'
  /** When the condition began, at any level. */
  readonly since: Instant
  /** When a latched condition ended. */
  readonly ended?: Instant
  /** The value that decided, in the parameter's unit; a rise is the absolute value less the baseline. */
  readonly value: number | null
  readonly limit: number | null
  /** The value comes from the last sample before the signal was lost (AR-7). */
  readonly frozen?: true
  readonly acknowledged?: Act
  /** Words for technical alarms: what failed. */
  readonly detail?: string
}

export type Transition =
  | 'raised'
  | 'escalated'
  | 'lowered'
  | 'acknowledged'
  | 'reAlarmed'
  | 'cleared'
  | 'latched'
  | 'reset'
  | 'suppressed'

/** One change of one alarm condition. None is ever merged or left out. */
export interface AlarmEvent {
  readonly event: 'alarm'
  readonly alarm: AlarmId
  readonly deviceId?: string
  readonly priority: Priority
  readonly transition: Transition
  readonly value: number | null
  readonly limit: number | null
  readonly by?: string
  readonly reason?: string
  /** Why, where the transition alone does not tell: 'limit change', 'worsening', 'timer' … */
  readonly cause?: string
  readonly detail?: string
}

/** AUDIO PAUSED (AR-9): sound off for a while, sight stays. */
export interface AudioView {
  /** End of the pause on the monotonic line; null: sound is on. */
  readonly pausedUntilMonoMs: number | null
  readonly pausedBy: string | null
}
