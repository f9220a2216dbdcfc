import { type Instant, MINUTE_MS } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { passedSinceMs } from './gap-said.ts'
import { settle } from './level-change.ts'

/**
 * AR-11 (missing measurements), AR-14 (clock steps), low batteries, deep sedation and the core's own failures. Whoever watches over these says what
 * holds now and at which priority; the condition is raised, changed or ended to match.
 */
export function technical(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'tick') return endClockStep(state, now)
  if (input.kind !== 'technical') return unchanged(state)
  const { alarm, priority, deviceId, detail } = input
  const about = deviceId === undefined ? {} : { deviceId }
  const why = detail === undefined ? {} : { detail }
  return settle(state, { alarm, ...about, priority, value: null, limit: null, ...why }, now)
}

/** A clock step is a moment, not a state: it is shown for a minute and stays in the log. */
const CLOCK_STEP_SHOWN_MS = MINUTE_MS

function endClockStep(state: AlarmState, now: Instant): Stepped {
  const condition = findCondition(state, 'clock-step')
  if (!condition || passedSinceMs(state, condition.since.monoMs, now) < CLOCK_STEP_SHOWN_MS)
    return unchanged(state)
  return settle(state, { alarm: 'clock-step', priority: null, value: null, limit: null }, now)
}
