import type { AlarmId } from './ids.ts'
import type { AlarmState, Condition } from './state.ts'
import type { AlarmCause, AlarmEvent } from './types.ts'

export function findCondition(state: AlarmState, alarm: AlarmId, deviceId?: string): Condition | undefined {
  return state.conditions.find(condition => condition.alarm === alarm && condition.deviceId === deviceId)
}

/** The state with one condition in the place of another. */
export function replace(state: AlarmState, before: Condition, after: Condition): AlarmState {
  return {
    ...state,
    conditions: state.conditions.map(condition => (condition === before ? after : condition)),
  }
}

/** The event for a transition of this condition. */
export function tell(
  condition: Pick<Condition, 'alarm' | 'priority' | 'value' | 'limit'> & {
    deviceId?: string
    detail?: string
    occurrence?: number
  },
  transition: AlarmEvent['transition'],
  cause?: AlarmCause,
  act?: Pick<AlarmEvent, 'reason' | 'breakGlass' | 'identified' | 'seen'> & { by: string },
): AlarmEvent {
  return {
    event: 'alarm',
    alarm: condition.alarm,
    ...(condition.deviceId === undefined ? {} : { deviceId: condition.deviceId }),
    priority: condition.priority,
    transition,
    value: condition.value,
    limit: condition.limit,
    ...(act === undefined ? {} : { by: act.by }),
    ...(act?.reason === undefined ? {} : { reason: act.reason }),
    ...(cause === undefined ? {} : { cause }),
    ...(act?.breakGlass ? { breakGlass: true as const } : {}),
    ...(act?.identified === false ? { identified: false as const } : {}),
    ...(condition.detail === undefined ? {} : { detail: condition.detail }),
    ...(condition.occurrence === undefined ? {} : { occurrence: condition.occurrence }),
    ...(act?.seen === undefined ? {} : { seen: act.seen }),
  }
}
