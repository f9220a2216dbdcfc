import { isSame } from '../../same.ts'
import type { Instant } from '../../time.ts'
import { findCondition, replace, tell } from '../conditions.ts'
import { outranks, type Priority } from '../ids.ts'
import { type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Condition, Holding } from '../state.ts'
import type { AlarmCause } from '../types.ts'
import { endPauseForHigh } from './audio-paused.ts'
import { holdBack, isHeldBack } from './held-back.ts'
import { latch } from './latching.ts'

/**
 * AR-4, level change. Brings one alarm condition to what now holds, and tells what changed: raised, escalated, lowered,
 * or cleared (and then perhaps latched, AR-5). Every rule that decides a level ends here.
 *
 * @param cause said with `cleared` and `lowered` where it was not the value that ended the condition
 */
export function settle(state: AlarmState, holding: Holding, now: Instant, cause?: AlarmCause): Stepped {
  const before = findCondition(state, holding.alarm, holding.deviceId)
  if (!before && isHeldBack(state, holding.alarm)) return holdBack(state, holding)
  if (holding.priority === null)
    return before ? end(state, before, holding.value, now, cause) : unchanged(state)
  if (!before) return begin(state, holding, holding.priority, now)
  if (outranks(holding.priority, before.priority))
    return escalate(state, before, holding, holding.priority, now)
  if (outranks(before.priority, holding.priority))
    return lower(state, before, holding, holding.priority, now, cause)
  const { value, limit, detail, items } = holding
  const isTold = before.detail === detail && isSame(before.items, items)
  if (before.value === value && before.limit === limit && isTold && !before.frozen) return unchanged(state)
  return { state: replace(state, before, { ...before, ...current(holding) }), events: [] }
}

function begin(state: AlarmState, holding: Holding, priority: Priority, now: Instant): Stepped {
  const occurrences = state.occurrences + 1
  const condition: Condition = {
    alarm: holding.alarm,
    ...(holding.deviceId === undefined ? {} : { deviceId: holding.deviceId }),
    occurrence: occurrences,
    call: 1,
    ...current(holding),
    priority,
    since: now,
    unansweredSinceMonoMs: now.monoMs,
  }
  const conditions = [...state.conditions, condition]
  // A new HIGH takes the place of the latched one: the person now answers for both with one acknowledgement.
  const latched =
    priority === 'high' ? state.latched.filter(entry => entry.alarm !== holding.alarm) : state.latched
  const raised = tell(condition, 'raised')
  return endPauseForHigh({ ...state, occurrences, conditions, latched }, priority, [raised])
}

function escalate(
  state: AlarmState,
  before: Condition,
  holding: Holding,
  priority: Priority,
  now: Instant,
): Stepped {
  const { acknowledged: _ended, escalation: _over, ...rest } = before
  const after: Condition = {
    ...rest,
    ...current(holding),
    call: before.call + 1,
    priority,
    unansweredSinceMonoMs: now.monoMs,
  }
  const latched =
    priority === 'high' ? state.latched.filter(entry => entry.alarm !== holding.alarm) : state.latched
  return endPauseForHigh({ ...replace(state, before, after), latched }, priority, [tell(after, 'escalated')])
}

function lower(
  state: AlarmState,
  before: Condition,
  holding: Holding,
  priority: Priority,
  now: Instant,
  cause?: AlarmCause,
): Stepped {
  // The acknowledgement, if there is one, carries over with its own time.
  const { escalation: _over, ...rest } = before
  const after: Condition = { ...rest, ...current(holding), priority }
  return latch(replace(state, before, after), before, now, [tell(after, 'lowered', cause)])
}

function end(
  state: AlarmState,
  before: Condition,
  value: number | null,
  now: Instant,
  cause?: AlarmCause,
): Stepped {
  const conditions = state.conditions.filter(condition => condition !== before)
  return latch({ ...state, conditions }, before, now, [tell({ ...before, value }, 'cleared', cause)])
}

function current(holding: Holding) {
  return {
    value: holding.value,
    limit: holding.limit,
    frozen: false,
    ...(holding.detail === undefined ? {} : { detail: holding.detail }),
    ...(holding.items === undefined ? {} : { items: holding.items }),
  }
}
