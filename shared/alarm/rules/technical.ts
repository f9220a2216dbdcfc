import { type Instant, MINUTE_MS } from '../../time.ts'
import { findCondition, replace, tell } from '../conditions.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Condition } from '../state.ts'
import { passedSinceMs } from './gap-said.ts'
import { settle } from './level-change.ts'

/**
 * AR-11 (missing measurements), AR-14 (clock steps), low batteries, deep sedation and the core's own failures. Whoever watches over these says what
 * holds now and at which priority; the condition is raised, changed or ended to match. Where it names all that is wrong, an answer is
 * to what was named then: something new calls again (AR-6, AR-24).
 */
export function technical(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'tick') return endClockStep(state, now)
  if (input.kind !== 'technical') return unchanged(state)
  const { alarm, priority, deviceId, detail, items } = input
  const about = deviceId === undefined ? {} : { deviceId }
  const why = detail === undefined ? {} : { detail }
  const named = items === undefined ? {} : { items }
  const before = findCondition(state, alarm, deviceId)
  const holding = { alarm, ...about, priority, value: null, limit: null, ...why, ...named }
  return callAgain(settle(state, holding, now), before, now)
}

/** Calls for what is named now, and was not when somebody answered, or when it last called. */
function callAgain({ state, events }: Stepped, before: Condition | undefined, now: Instant): Stepped {
  const after = before && findCondition(state, before.alarm, before.deviceId)
  // One that has risen has called for it.
  if (!after || after.call !== before.call) return { state, events }
  const known = before.acknowledged?.items ?? before.items ?? after.items ?? []
  if ((after.items ?? []).every(item => known.includes(item))) return { state, events }
  const { acknowledged, ...rest } = after
  const calling = { ...rest, call: after.call + 1 }
  // Nobody has answered yet: it goes on calling, and a press that did not see this is none to it.
  if (!acknowledged) return { state: replace(state, after, calling), events }
  return {
    state: replace(state, after, { ...calling, unansweredSinceMonoMs: now.monoMs }),
    events: [...events, tell(rest, 'reAlarmed', 'worsening')],
  }
}

/** A clock step is a moment, not a state: it is shown for a minute and stays in the log. */
const CLOCK_STEP_SHOWN_MS = MINUTE_MS

function endClockStep(state: AlarmState, now: Instant): Stepped {
  const condition = findCondition(state, 'clock-step')
  if (!condition || passedSinceMs(state, condition.since.monoMs, now) < CLOCK_STEP_SHOWN_MS)
    return unchanged(state)
  return settle(state, { alarm: 'clock-step', priority: null, value: null, limit: null }, now)
}
