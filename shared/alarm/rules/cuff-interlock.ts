import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Interlock } from '../state.ts'
import { endOfHold } from './end-of-hold.ts'
import { holdEnds } from './held-back.ts'
import { judgeSignal } from './signal-loss.ts'
import { trendAfterHold } from './trend.ts'

/**
 * AR-8, cuff interlock. A cuff on the sensor's arm stops the pulse there. If a person has said that both are on one arm,
 * and the monitor tells when its cuff is tight, then from the start of the inflation until 15 s after its end, 60 s in
 * all at most, a new SpO2-low, pulse-low or signal-lost is held back (`held-back.ts`, asked by AR-4). Timers run on
 * underneath, and when the hold ends, what is beyond at that moment is raised at once (AR-21, `end-of-hold.ts`). An alarm
 * that was there before is not held.
 *
 * The hold ends with the tick at or after its time: the samples of that second are heard before it is judged. Inflations that
 * follow one another before the hold has ended share its 60 s. After a restart nobody knows what the cuff does: nothing is
 * held.
 */
export function cuffInterlock(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  switch (input.kind) {
    case 'tick':
      return endIfOver(state, now)
    case 'cuff': {
      const { state: before, events } = endIfOver(state, now)
      return { state: { ...before, interlock: noteCuff(before.interlock, input.inflating, now) }, events }
    }
    case 'sites': {
      const { state: before, events } = endIfOver(state, now)
      const interlock = forgetIfOver({ ...before.interlock, sameArm: input.sameArm }, now)
      if (holdEnds(before.interlock) === null || input.sameArm)
        return { state: { ...before, interlock }, events }
      const ended = letGo(before, interlock, now)
      return { state: ended.state, events: [...events, ...ended.events] }
    }
    case 'resumed':
      return holdEnds(state.interlock) === null
        ? unchanged({ ...state, interlock: without(state.interlock) })
        : letGo(state, without(state.interlock), now)
    default:
      return unchanged(state)
  }
}

function without(interlock: Interlock): Interlock {
  return { ...interlock, sinceMonoMs: null, endedMonoMs: null }
}

function forgetIfOver(interlock: Interlock, now: Instant): Interlock {
  const ends = holdEnds(interlock)
  return ends !== null && now.monoMs >= ends ? without(interlock) : interlock
}

function endIfOver(state: AlarmState, now: Instant): Stepped {
  const after = forgetIfOver(state.interlock, now)
  return after === state.interlock ? unchanged(state) : letGo(state, after, now)
}

function noteCuff(interlock: Interlock, inflating: boolean, now: Instant): Interlock {
  const { sinceMonoMs, endedMonoMs } = interlock
  if (!inflating)
    return sinceMonoMs === null || endedMonoMs !== null
      ? interlock
      : { ...interlock, endedMonoMs: now.monoMs }
  const goesOn = holdEnds(interlock) !== null
  return { ...interlock, sinceMonoMs: goesOn ? sinceMonoMs : now.monoMs, endedMonoMs: null }
}

/** Ends the hold: limits by AR-21, a lost signal by its own time. */
function letGo(state: AlarmState, interlock: Interlock, now: Instant): Stepped {
  const judged = endOfHold({ ...state, interlock: { ...interlock, held: [] } }, now)
  const trends = trendAfterHold(judged.state, now)
  const told = judgeSignal(trends.state, now)
  return { state: told.state, events: [...judged.events, ...trends.events, ...told.events] }
}
