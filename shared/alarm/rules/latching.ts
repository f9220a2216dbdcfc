import type { Instant } from '../../time.ts'
import { tell } from '../conditions.ts'
import { isPhysiological } from '../ids.ts'
import type { Stepped } from '../input.ts'
import type { AlarmState, Condition } from '../state.ts'
import type { AlarmEvent } from '../types.ts'

/**
 * AR-5, latching. A physiological HIGH level that ends before anybody acknowledged it stays on the screen ("was HIGH")
 * until somebody does. MEDIUM, LOW and technical conditions leave nothing behind but the log.
 */
export function latch(
  state: AlarmState,
  ended: Condition,
  now: Instant,
  events: readonly AlarmEvent[],
): Stepped {
  if (ended.priority !== 'high' || ended.acknowledged || !isPhysiological(ended.alarm))
    return { state, events }
  const { alarm, occurrence, call, since, value, limit } = ended
  const others = state.latched.filter(entry => entry.alarm !== alarm)
  return {
    state: { ...state, latched: [...others, { alarm, occurrence, call, since, ended: now, value, limit }] },
    events: [...events, tell(ended, 'latched')],
  }
}
