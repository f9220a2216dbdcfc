import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Interlock } from '../state.ts'
import { holdEnds } from './held-back.ts'
import { settle } from './level-change.ts'

/**
 * AR-8, cuff interlock. A cuff on the sensor's arm stops the pulse there. If a person has said that both are on one arm,
 * and the monitor tells when its cuff is tight, then from the start of the inflation until 15 s after its end, 60 s in
 * all at most, a new SpO2-low, pulse-low or signal-lost is held back (`held-back.ts`, asked by AR-4). Timers run on
 * underneath, and when the hold ends, what still holds is raised at once. An alarm that was there before is not held.
 *
 * Inflations that follow one another before the hold has ended share its 60 s. After a restart nobody knows what the
 * cuff does: nothing is held.
 */
export function cuffInterlock(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  const { interlock } = state
  const ends = holdEnds(interlock)
  if (ends !== null && now.monoMs >= ends && interlock.held.length > 0)
    return resumeWith(state, interlock, input, now)
  if (input.kind === 'cuff')
    return unchanged({ ...state, interlock: noteCuff(interlock, input.inflating, now) })
  if (input.kind === 'sites') return raiseHeld(state, { ...interlock, sameArm: input.sameArm }, now)
  if (input.kind === 'resumed')
    return raiseHeld(state, { ...interlock, sinceMonoMs: null, endedMonoMs: null }, now)
  return unchanged(state)
}

/** The hold is over: first what it held back, then the input. */
function resumeWith(state: AlarmState, interlock: Interlock, input: AlarmInput, now: Instant): Stepped {
  const raised = raiseHeld(state, interlock, now)
  const after = cuffInterlock(raised.state, input, now)
  return { state: after.state, events: [...raised.events, ...after.events] }
}

function noteCuff(interlock: Interlock, inflating: boolean, now: Instant): Interlock {
  const { sinceMonoMs, endedMonoMs } = interlock
  if (!inflating)
    return sinceMonoMs === null || endedMonoMs !== null
      ? interlock
      : { ...interlock, endedMonoMs: now.monoMs }
  const ends = holdEnds(interlock)
  const holding = ends !== null && now.monoMs < ends
  return { ...interlock, sinceMonoMs: holding ? sinceMonoMs : now.monoMs, endedMonoMs: null }
}

/** Lets go of everything held; what the new interlock would hold is taken back by AR-4. */
function raiseHeld(state: AlarmState, interlock: Interlock, now: Instant): Stepped {
  let stepped = unchanged({ ...state, interlock: { ...interlock, held: [] } })
  for (const holding of state.interlock.held) {
    const settled = settle(stepped.state, holding, now)
    stepped = { state: settled.state, events: [...stepped.events, ...settled.events] }
  }
  return stepped
}
