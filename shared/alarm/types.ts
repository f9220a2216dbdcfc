import type { Instant } from '../time.ts'
import type { VitalId } from '../vitals.ts'
import type { AlarmId, Priority } from './ids.ts'

/** Who did a thing, and when. */
export interface Authored {
  readonly by: string
  readonly at: Instant
}

/** What windows show of one alarm condition. The core alone decides any of it. */
export interface AlarmView {
  readonly alarm: AlarmId
  /** Which device, where an alarm can hold for several at once (link-lost). */
  readonly deviceId?: string
  /** Which of the session's alarms, and its how many-th call: what an acknowledgement names (AR-24). */
  readonly occurrence: number
  readonly call: number
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
  readonly acknowledged?: Authored
  /** Nobody has acknowledged it for a while: who is to be told now. */
  readonly escalation?: EscalationStage
  /** Words for technical alarms: what failed. */
  readonly detail?: string
}

/**
 * How far an unanswered alarm has gone (alarm standard, section 10). HIGH: full-screen banner at 30 s, second contact at
 * 60 s, call for help at 120 s. MEDIUM: clinician station at 120 s. The priority never changes by it.
 */
export const escalationStages = ['clinicianStation', 'banner', 'secondContact', 'callForHelp'] as const
export type EscalationStage = (typeof escalationStages)[number]

/** Something that a person has switched off, until somebody switches it on again. */
export interface SwitchedOff extends Authored {
  readonly reason: string
  /** The last reminder that it is off. */
  readonly remindedMonoMs: number
}

export const transitions = [
  'raised',
  'escalated',
  'lowered',
  'acknowledged',
  'reAlarmed',
  'cleared',
  'latched',
  'reset',
  'suppressed',
] as const
export type Transition = (typeof transitions)[number]

/**
 * Why an alarm ended, fell, called again or was held back, where its value does not tell. The ids are stored: what an older
 * Vigil wrote may be none of these.
 */
export type AlarmCause =
  | 'limit change'
  | 'no baseline'
  | 'dose entered late'
  | 'session closed'
  | 'device removed'
  | 'ended, doubtful'
  | 'worsening'
  | 'timer'
  | 'cuff'

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
  /** Why, where the transition alone does not tell: an `AlarmCause`, or what an older Vigil wrote. */
  readonly cause?: string
  readonly detail?: string
  /** Acknowledged in an emergency by somebody whom Vigil does not know, or who may not. */
  readonly breakGlass?: true
  /** Acknowledged at a locked screen: `by` was picked there, and nobody has shown who they are. */
  readonly identified?: false
  /** The condition is there, its signals are not: an inactivation state holds them back. */
  readonly withheld?: Withheld
  /** Which of the session's alarms it is a change of; absent in records of earlier versions. */
  readonly occurrence?: number
  /** What stood on the screen of the person who acknowledged (AR-24); absent: nobody told. */
  readonly seen?: { readonly priority: Priority; readonly value: number | null }
}

export type Withheld = 'alarm paused' | 'alarm off'

/** AUDIO PAUSED (AR-9): sound off for a while, sight stays. */
export interface AudioView {
  /** End of the pause on the monotonic line; null: sound is on. */
  readonly pausedUntilMonoMs: number | null
  readonly pausedBy: string | null
  /** AUDIO OFF: no sound until somebody turns it on again; null: not off. */
  readonly off: SwitchedOff | null
}

/** ALARM PAUSED and ALARM OFF: neither sound nor sight. */
export interface InactivationView {
  /** End of ALARM PAUSED on the monotonic line; null: not paused. */
  readonly pausedUntilMonoMs: number | null
  readonly pausedBy: string | null
  /** Parameters whose alarms are off. */
  readonly off: Readonly<Partial<Record<VitalId, SwitchedOff>>>
  /** Conditions that hold now without being shown. */
  readonly withheld: number
}
