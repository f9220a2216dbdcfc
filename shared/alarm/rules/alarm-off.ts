import { type Instant, MINUTE_MS } from '../../time.ts'
import type { VitalId } from '../../vitals.ts'
import { type AlarmInput, type InactivationEvent, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import type { SwitchedOff } from '../types.ts'
import { restartUnanswered } from './escalation.ts'
import { passedSinceMs } from './gap-said.ts'

/** While a parameter's alarms are off, a reminder comes so often (alarm standard, section 5). */
const ALARM_OFF_REMINDER_MS = 10 * MINUTE_MS

/**
 * ALARM OFF of one parameter (alarm standard, section 5): neither sound nor sight of its limit alarms until somebody turns
 * them on again. A reason is required; a reminder comes every 10 min. Losing its signal or its link still alarms. The
 * conditions come and go underneath as ever, and are shown as soon as the alarms are on.
 */
export function alarmOff(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  switch (input.kind) {
    case 'turnAlarmOff':
      return state.off[input.parameter] ? unchanged(state) : turnOff(state, input, now)
    case 'turnAlarmOn':
      return state.off[input.parameter] ? turnOn(state, input.parameter, input.by, now) : unchanged(state)
    case 'close':
      return {
        state: { ...state, off: {} },
        events: switchedOff(state).map(([parameter]) => closed(parameter)),
      }
    case 'tick':
      return remind(state, now)
    default:
      return unchanged(state)
  }
}

function switchedOff(state: AlarmState): [VitalId, SwitchedOff][] {
  return Object.entries(state.off) as [VitalId, SwitchedOff][]
}

function turnOff(
  state: AlarmState,
  { by, parameter, reason }: Extract<AlarmInput, { kind: 'turnAlarmOff' }>,
  now: Instant,
): Stepped {
  const off = { ...state.off, [parameter]: { by, at: now, reason, remindedMonoMs: now.monoMs } }
  return {
    state: { ...state, off },
    events: [{ event: 'alarms', state: 'off', parameter, by, reason, cause: 'person' }],
  }
}

function turnOn(state: AlarmState, parameter: VitalId, by: string, now: Instant): Stepped {
  const { [parameter]: _on, ...off } = state.off
  return {
    state: restartUnanswered(state, { ...state, off }, now),
    events: [{ event: 'alarms', state: 'on', parameter, by, cause: 'person' }],
  }
}

function closed(parameter: VitalId): InactivationEvent {
  return { event: 'alarms', state: 'on', parameter, cause: 'closed' }
}

function remind(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const [parameter, off] of switchedOff(state)) {
    if (passedSinceMs(state, off.remindedMonoMs, now) < ALARM_OFF_REMINDER_MS) continue
    const reminded = { ...stepped.state.off, [parameter]: { ...off, remindedMonoMs: now.monoMs } }
    const event: InactivationEvent = {
      event: 'alarms',
      state: 'reminder',
      parameter,
      by: off.by,
      reason: off.reason,
      cause: 'timer',
    }
    stepped = { state: { ...stepped.state, off: reminded }, events: [...stepped.events, event] }
  }
  return stepped
}
