import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { passOver } from '../presence.ts'
import type { AlarmState } from '../state.ts'

/**
 * AR-13, start and restart. Conditions, acknowledgements, latches, limits and the audio pause come back as they were
 * stored. Links get their full time to speak again before they are called lost; streams that were silent for more than
 * 10 s start their timers afresh by AR-1.
 */
export function restart(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'resumed') return unchanged(state)
  const devices = Object.fromEntries(
    Object.entries(state.devices).map(([id, { goneFromMs: _gone, presence, ...device }]) => [
      id,
      {
        ...device,
        lastFrameMonoMs: now.monoMs,
        goneSinceMonoMs: null,
        // Time in which Vigil did not run does not count (AR-20).
        ...(presence ? { presence: passOver(presence, now.monoMs) } : {}),
      },
    ]),
  )
  return unchanged({ ...state, devices })
}
