import type { Instant } from '../time.ts'
import type { AlarmInput, Rule, Stepped } from './input.ts'
import { acknowledge } from './rules/acknowledge.ts'
import { alarmOff } from './rules/alarm-off.ts'
import { alarmPaused } from './rules/alarm-paused.ts'
import { audioOff } from './rules/audio-off.ts'
import { audioPaused } from './rules/audio-paused.ts'
import { badFrames } from './rules/bad-frames.ts'
import { dosingAndClose } from './rules/close.ts'
import { cuffInterlock } from './rules/cuff-interlock.ts'
import { escalation } from './rules/escalation.ts'
import { failedCuff } from './rules/failed-cuff.ts'
import { gapSaid } from './rules/gap-said.ts'
import { limitsChanged } from './rules/limits-changed.ts'
import { countSignal } from './rules/mostly-gone.ts'
import { maySpeak, noteCuff } from './rules/newest.ts'
import { raiseContinuous } from './rules/raise-continuous.ts'
import { raiseCuff } from './rules/raise-cuff.ts'
import { restart } from './rules/restart.ts'
import { signalLoss } from './rules/signal-loss.ts'
import { technical } from './rules/technical.ts'
import { trend } from './rules/trend.ts'
import { withheldBy } from './signals.ts'
import type { AlarmState } from './state.ts'
import type { Transition } from './types.ts'

/** Every rule, in the order in which they look at an input. Adding one is a file and a line. */
const rules: readonly Rule[] = [
  countSignal,
  restart,
  cuffInterlock,
  dosingAndClose,
  gapSaid,
  limitsChanged,
  raiseContinuous,
  trend,
  raiseCuff,
  failedCuff,
  signalLoss,
  badFrames,
  technical,
  acknowledge,
  audioPaused,
  audioOff,
  alarmPaused,
  alarmOff,
  escalation,
]

/**
 * The alarm system: one input at one instant, the state after it, and every transition it caused, in order.
 *
 * Pure and deterministic. It must be called for every sample, every action and a steady tick (the tick is what notices
 * silence and the end of timers), with `now.monoMs` never going back. A closed session takes no more input.
 */
export function step(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (state.closed) return { state, events: [] }
  let next = noteCuff(state, input)
  if (!maySpeak(state, input)) return { state: next, events: [] }
  let events: Stepped['events'] = []
  for (const rule of rules) {
    const stepped = rule(next, input, now)
    next = stepped.state
    if (stepped.events.length > 0)
      events = events.length === 0 ? stepped.events : [...events, ...stepped.events]
  }
  return { state: next, events: events.map(event => noteWithheld(event, next)) }
}

/** A condition that begins while its signals are held back says so in the record. */
function noteWithheld(event: Stepped['events'][number], state: AlarmState): Stepped['events'][number] {
  if (event.event !== 'alarm' || !signalBegins.includes(event.transition)) return event
  const withheld = withheldBy(state, event.alarm)
  return withheld === null ? event : { ...event, withheld }
}
const signalBegins: readonly Transition[] = ['raised', 'escalated', 'reAlarmed']
