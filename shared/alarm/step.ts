import type { Instant } from '../time.ts'
import type { AlarmInput, Rule, Stepped } from './input.ts'
import { acknowledge } from './rules/acknowledge.ts'
import { audioPaused } from './rules/audio-paused.ts'
import { dosingAndClose } from './rules/close.ts'
import { failedCuff } from './rules/failed-cuff.ts'
import { limitsChanged } from './rules/limits-changed.ts'
import { raiseContinuous } from './rules/raise-continuous.ts'
import { raiseCuff } from './rules/raise-cuff.ts'
import { restart } from './rules/restart.ts'
import { signalLoss } from './rules/signal-loss.ts'
import { technical } from './rules/technical.ts'
import type { AlarmState } from './state.ts'

/** Every rule, in the order in which they look at an input. Adding one is a file and a line. */
const rules: readonly Rule[] = [
  dosingAndClose,
  restart,
  limitsChanged,
  raiseContinuous,
  raiseCuff,
  failedCuff,
  signalLoss,
  technical,
  acknowledge,
  audioPaused,
]

/**
 * The alarm system: one input at one instant, the state after it, and every transition it caused, in order.
 *
 * Pure and deterministic. It must be called for every sample, every action and a steady tick (the tick is what notices
 * silence and the end of timers), with `now.monoMs` never going back. A closed session takes no more input.
 */
export function step(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (state.closed) return { state, events: [] }
  let next = state
  let events: Stepped['events'] = []
  for (const rule of rules) {
    const stepped = rule(next, input, now)
    next = stepped.state
    if (stepped.events.length > 0)
      events = events.length === 0 ? stepped.events : [...events, ...stepped.events]
  }
  return { state: next, events }
}
