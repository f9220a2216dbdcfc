import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { settle } from './level-change.ts'

/**
 * AR-11 (missing measurements), AR-14 (clock steps) and the core's own failures. Whoever watches over these says what
 * holds now and at which priority; the condition is raised, changed or ended to match.
 */
export function technical(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'technical') return unchanged(state)
  const { alarm, priority, detail } = input
  return settle(
    state,
    { alarm, priority, value: null, limit: null, ...(detail === undefined ? {} : { detail }) },
    now,
  )
}
