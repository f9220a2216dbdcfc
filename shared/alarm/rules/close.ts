import type { Instant } from '../../time.ts'
import { tell } from '../conditions.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'

/** T0 brings the blood-pressure limits into force; closing the session ends every condition, saying so. */
export function dosingAndClose(state: AlarmState, input: AlarmInput, _now: Instant): Stepped {
  if (input.kind === 't0') return unchanged({ ...state, afterT0: true })
  if (input.kind !== 'close') return unchanged(state)
  return {
    state: { ...state, closed: true, conditions: [], latched: [], tracks: {}, trends: {}, devices: {} },
    events: [
      ...state.conditions.map(condition => tell(condition, 'cleared', 'session closed')),
      ...state.latched.map(entry => tell({ ...entry, priority: 'high' }, 'reset', 'session closed')),
    ],
  }
}
