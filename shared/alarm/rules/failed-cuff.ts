import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { settle } from './level-change.ts'

/**
 * AR-10, technical first-line. A failed or implausible cuff measurement is LOW ("repeat"); the second in a row is MEDIUM.
 * The next good one ends it.
 */
export function failedCuff(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'nibp') return unchanged(state)
  const { reading, inDoubt } = input
  // One taken nobody knows when ends no alarm (AR-16).
  if (inDoubt && reading.validity !== 'invalid') return unchanged(state)
  if (reading.validity !== 'invalid')
    return settle(
      { ...state, failedCuffs: 0 },
      { alarm: 'nibp-failed', priority: null, value: null, limit: null },
      now,
    )
  const failedCuffs = state.failedCuffs + 1
  const priority = failedCuffs >= 2 ? 'medium' : 'low'
  const detail = reading.error ?? reading.flags.join(', ')
  return settle(
    { ...state, failedCuffs },
    { alarm: 'nibp-failed', priority, value: null, limit: null, detail },
    now,
  )
}
