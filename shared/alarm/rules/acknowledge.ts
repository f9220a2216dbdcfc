import { type Instant, MINUTE_MS } from '../../time.ts'
import type { VitalId } from '../../vitals.ts'
import { replace, tell } from '../conditions.ts'
import { isLimitAlarm, type Priority } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { withheldBy } from '../signals.ts'
import type { AlarmState, Condition } from '../state.ts'
import type { AlarmEvent } from '../types.ts'

/** An acknowledged alarm that is still there sounds again after so long (alarm standard, section 5). LOW never does. */
export const RE_ALARM_MS: Readonly<Record<Priority, number>> = {
  high: 3 * MINUTE_MS,
  medium: 10 * MINUTE_MS,
  low: Number.POSITIVE_INFINITY,
}

/** Worse than the acknowledged value by so much ends the acknowledgement: mmHg, /min, SpO2 points. */
const WORSE_BY: Readonly<Partial<Record<VitalId, number>>> = {
  systolic: 10,
  diastolic: 10,
  mean: 10,
  pulseRate: 10,
  respRate: 10,
  spo2: 3,
}

/**
 * AR-6, acknowledge. A named person takes one alarm or all that are active or latched at that moment; no other alarm is
 * touched, and none that nobody can see because its signals are withheld. It ends when the condition clears, rises a level (AR-4), worsens past the acknowledged value, or when the
 * re-alarm timer runs out.
 */
export function acknowledge(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'acknowledge') return take(state, input, now)
  if (input.kind === 'tick')
    return endWhere(state, 'timer', now, condition => {
      const { acknowledged } = condition
      return (
        acknowledged !== undefined && now.monoMs - acknowledged.at.monoMs >= RE_ALARM_MS[condition.priority]
      )
    })
  if (input.kind === 'vital' || input.kind === 'nibp')
    return endWhere(state, 'worsening', now, condition => hasWorsened(state, condition))
  return unchanged(state)
}

/** Would this acknowledgement find anything to acknowledge? */
export function isAcknowledgeable(state: AlarmState, alarm?: string, deviceId?: string): boolean {
  return (
    state.conditions.some(condition => isOpen(state, condition) && fits(condition, alarm, deviceId)) ||
    state.latched.some(entry => !withheldBy(state, entry.alarm) && fits(entry, alarm, deviceId))
  )
}

function isOpen(state: AlarmState, condition: Condition): boolean {
  return !condition.acknowledged && withheldBy(state, condition.alarm) === null
}

function fits(entry: { alarm: string; deviceId?: string }, alarm?: string, deviceId?: string): boolean {
  return (
    (alarm === undefined || entry.alarm === alarm) && (deviceId === undefined || entry.deviceId === deviceId)
  )
}

function take(state: AlarmState, input: Extract<AlarmInput, { kind: 'acknowledge' }>, now: Instant): Stepped {
  const { by, alarm, deviceId, reason, breakGlass } = input
  const act = {
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(breakGlass === undefined ? {} : { breakGlass }),
  }
  const events: AlarmEvent[] = []
  const conditions = state.conditions.map(condition => {
    if (!isOpen(state, condition) || !fits(condition, alarm, deviceId)) return condition
    events.push(tell(condition, 'acknowledged', undefined, act))
    const { escalation: _answered, ...rest } = condition
    return { ...rest, acknowledged: { by, at: now, value: condition.value } }
  })
  const latched = state.latched.filter(entry => {
    if (!fits(entry, alarm, deviceId) || withheldBy(state, entry.alarm)) return true
    events.push(tell({ ...entry, priority: 'high' }, 'reset', undefined, act))
    return false
  })
  return { state: { ...state, conditions, latched }, events }
}

function endWhere(
  state: AlarmState,
  cause: string,
  now: Instant,
  ended: (condition: Condition) => boolean,
): Stepped {
  let next = state
  const events: AlarmEvent[] = []
  for (const condition of state.conditions) {
    if (!condition.acknowledged || !ended(condition)) continue
    const { acknowledged: _ended, ...rest } = condition
    next = replace(next, condition, { ...rest, unansweredSinceMonoMs: now.monoMs })
    events.push(tell(rest, 'reAlarmed', cause))
  }
  return { state: next, events }
}

function hasWorsened(state: AlarmState, condition: Condition): boolean {
  const from = condition.acknowledged?.value
  if (from == null || condition.value === null || !isLimitAlarm(condition.alarm)) return false
  const { parameter, side } = state.limits[condition.alarm]
  const worseBy = WORSE_BY[parameter]
  if (worseBy === undefined) return false
  return (side === 'high' ? condition.value - from : from - condition.value) >= worseBy
}
