import { type Instant, SECOND_MS } from '../../time.ts'
import { type AlarmInput, type InactivationEvent, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { restartUnanswered } from './escalation.ts'
import { passedSinceMs } from './gap-said.ts'

/** How long ALARM PAUSED lasts (alarm standard, section 5). */
const ALARM_PAUSE_MS = 120 * SECOND_MS

/**
 * ALARM PAUSED (alarm standard, section 5): neither sound nor sight of any alarm for 120 s, as for a change of probe. It is
 * not to be had while a drug is being given, and T0 ends it, as does a further dose, whatever else makes it dosing again, and a gap of
 * unknown length (AR-22). Conditions come and go underneath as ever; when the pause ends, the signals of those that are still there begin.
 */
export function alarmPaused(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'pauseAlarms' && state.pause === null)
    return {
      state: { ...state, pause: { untilMonoMs: now.monoMs + ALARM_PAUSE_MS, by: input.by } },
      events: [{ event: 'alarms', state: 'paused', by: input.by, cause: 'person' }],
    }
  if (state.pause === null) return unchanged(state)
  switch (input.kind) {
    case 'resumeAlarms':
      return end(state, { cause: 'person', by: input.by }, now)
    case 't0':
    case 'dosing':
      return end(state, { cause: 'dosing' }, now)
    case 'resumed':
      // Nobody knows how long the gap was: rather heard too early.
      return input.unsureFromMonoMs === undefined ? unchanged(state) : end(state, { cause: 'expired' }, now)
    case 'close':
      return end(state, { cause: 'closed' }, now)
    case 'tick':
      return passedSinceMs(state, state.pause.untilMonoMs - ALARM_PAUSE_MS, now) >= ALARM_PAUSE_MS
        ? end(state, { cause: 'expired' }, now)
        : unchanged(state)
    default:
      return unchanged(state)
  }
}

function end(state: AlarmState, why: { cause: string; by?: string }, now: Instant): Stepped {
  const ended: InactivationEvent = { event: 'alarms', state: 'on', ...why }
  return { state: restartUnanswered(state, { ...state, pause: null }, now), events: [ended] }
}
