import { isLimitAlarm, outranks, type Priority } from '../ids.ts'
import type { Acknowledging } from '../input.ts'
import { withheldBy } from '../signals.ts'
import type { AlarmState, Condition, Latched } from '../state.ts'
import type { Withheld } from '../types.ts'
import { worsenedBy } from './worsening.ts'

/** What stands there of an alarm, active or latched. */
export interface Standing extends Pick<Condition, 'alarm' | 'value'> {
  readonly priority: Priority
  readonly isLatched: boolean
}

/** Why an acknowledgement takes nothing, with what stands there now. */
export type Objection =
  /** None of what it names is there, or has been for this person. */
  | { readonly why: 'nothing' }
  /** It is acknowledged already. */
  | { readonly why: 'acknowledged'; readonly by: string; readonly now: Standing }
  | { readonly why: 'withheld'; readonly state: Withheld; readonly now: Standing }
  /** The occurrence that was seen has ended, and another of the same alarm is there. */
  | { readonly why: 'another'; readonly now: Standing }
  /** It has a higher priority than was seen; a worse value, by the margin that ends an acknowledgement; or has called again. */
  | { readonly why: 'risen' | 'worse' | 'calledAgain'; readonly now: Standing }

export type Judged =
  | { readonly conditions: readonly Condition[]; readonly latched: readonly Latched[] }
  /** This very press has been taken before. */
  | 'twice'
  | Objection

/**
 * AR-24, an answer is to what was seen. An acknowledgement that names an occurrence, a priority or a value takes what it names
 * and nothing else: if that has risen or worsened since, has called again or is another occurrence, it takes nothing. What is
 * not named means what stands now. Either everything that fits is taken, or nothing.
 */
export function judgeAnswer(state: AlarmState, answer: Acknowledging): Judged {
  const conditions = state.conditions.filter(one => fits(one, answer))
  const latched = state.latched.filter(one => fits(one, answer))
  const open = {
    conditions: conditions.filter(one => !one.acknowledged && withheldBy(state, one.alarm) === null),
    latched: latched.filter(one => withheldBy(state, one.alarm) === null),
  }
  if (open.conditions.length + open.latched.length === 0) {
    if (isRepeated(state, answer)) return 'twice'
    return whyNothing(state, answer, conditions, latched)
  }
  // A HIGH that came and went unseen is latched: who saw less must look.
  const [wasHigh] = open.latched
  if (wasHigh && isRisen('high', answer)) return { why: 'risen', now: latchedStanding(wasHigh) }
  for (const one of open.conditions) {
    const why = changedSince(state, one, answer)
    if (why !== null) return { why, now: standing(one) }
  }
  return open
}

function fits(entry: Condition | Latched, { alarm, deviceId, occurrence }: Acknowledging): boolean {
  return (
    (alarm === undefined || entry.alarm === alarm) &&
    (deviceId === undefined || ('deviceId' in entry && entry.deviceId === deviceId)) &&
    (occurrence === undefined || entry.occurrence === occurrence)
  )
}

function isRepeated({ answered }: AlarmState, { by, occurrence, call }: Acknowledging): boolean {
  return answered.some(
    known =>
      known.by === by && known.occurrence === occurrence && (call === undefined || known.call === call),
  )
}

function whyNothing(
  state: AlarmState,
  answer: Acknowledging,
  conditions: readonly Condition[],
  latched: readonly Latched[],
): Objection {
  if (answer.alarm === undefined && answer.occurrence === undefined) return { why: 'nothing' }
  const stands = [...conditions.map(standing), ...latched.map(latchedStanding)]
  for (const now of stands) {
    const withheld = withheldBy(state, now.alarm)
    if (withheld !== null) return { why: 'withheld', state: withheld, now }
  }
  for (const one of conditions)
    if (one.acknowledged) return { why: 'acknowledged', by: one.acknowledged.by, now: standing(one) }
  if (answer.occurrence === undefined) return { why: 'nothing' }
  const { occurrence: _other, ...alarm } = answer
  const others = [...state.conditions, ...state.latched].filter(
    one => fits(one, alarm) && withheldBy(state, one.alarm) === null,
  )
  const [other] = others
  if (answer.alarm === undefined || !other) return { why: 'nothing' }
  return { why: 'another', now: 'ended' in other ? latchedStanding(other) : standing(other) }
}

function changedSince(
  state: AlarmState,
  condition: Condition,
  answer: Acknowledging,
): 'risen' | 'worse' | 'calledAgain' | null {
  const { alarm, priority, value, call } = condition
  if (isRisen(priority, answer)) return 'risen'
  if (answer.value != null && isLimitAlarm(alarm) && worsenedBy(state.limits[alarm], answer.value, value))
    return 'worse'
  return answer.call !== undefined && answer.call !== call ? 'calledAgain' : null
}

function isRisen(priority: Priority, answer: Acknowledging): boolean {
  return answer.priority !== undefined && outranks(priority, answer.priority)
}

function standing({ alarm, priority, value }: Condition): Standing {
  return { alarm, priority, value, isLatched: false }
}

function latchedStanding({ alarm, value }: Latched): Standing {
  return { alarm, priority: 'high', value, isLatched: true }
}
