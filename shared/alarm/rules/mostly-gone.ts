import type { Instant } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import type { Priority } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import {
  beginPresence,
  count,
  isMostlyGone,
  isSteady,
  LOOKED_AT_MS,
  type Presence,
  passOver,
} from '../presence.ts'
import { STREAM_GAP_MS } from '../runs.ts'
import type { AlarmState, Holding } from '../state.ts'
import { holdEnds } from './held-back.ts'
import { settle } from './level-change.ts'

/*
 * AR-20, mostly gone is gone. A signal or a link is lost also when, of the last 120 s, more than 60 s had none, in two or
 * more separate losses. An alarm raised so, and any that is raised within 120 s of the last one, ends when of 60 s it was
 * there for 48, and the 120 s start afresh then. A first, single loss ends at its first value or frame, and AR-7's times are
 * never put off.
 *
 * Time under a cuff, without samples for more than 10 s (the link), or while Vigil did not run does not count; time before the
 * first sample counts as there. Of a link, a silence of 10 s counts from its beginning, and so does a port that is gone.
 */

/** What is lost, and whether its alarm is due by AR-7. */
export interface Loss {
  readonly isLost: boolean
  readonly isDue: boolean
}

/** Raises, keeps or ends the alarm about something that comes and goes; gives its presence with what came of it. */
export function settleLoss(
  state: AlarmState,
  about: Omit<Holding, 'priority' | 'limit'>,
  { isLost, isDue }: Loss,
  presence: Presence,
  now: Instant,
): Stepped & { readonly presence: Presence } {
  const before = findCondition(state, about.alarm, about.deviceId)
  const stands = before !== undefined && presence.isLasting
  const end = () => settle(state, { ...about, value: null, limit: null, priority: null }, now)
  const keep = () => settle(state, { ...about, limit: null, priority: lossPriority(state) }, now)
  if (!isLost) {
    if (!stands) return { ...end(), presence }
    if (!isSteady(presence, now.monoMs)) return { ...keep(), presence }
    return { ...end(), presence: { ...presence, isLasting: false, sinceMs: now.monoMs } }
  }
  const isMostly = isMostlyGone(presence, now.monoMs)
  if (!before && !isDue && !isMostly) return { ...unchanged(state), presence }
  const kept = keep()
  if (before) return { ...kept, presence: isMostly ? { ...presence, isLasting: true } : presence }
  if (!findCondition(kept.state, about.alarm, about.deviceId)) return { ...kept, presence }
  const { raisedMs } = presence
  const isAgain = raisedMs !== null && now.monoMs - raisedMs <= LOOKED_AT_MS
  return { ...kept, presence: { ...presence, raisedMs: now.monoMs, isLasting: isMostly || isAgain } }
}

/** Losing what is watched is LOW before T0 and MEDIUM from then on. */
function lossPriority(state: AlarmState): Priority {
  return state.afterT0 ? 'medium' : 'low'
}

/**
 * Counts how long there was an SpO2 signal, before an input changes what holds: until now, its last sample says whether
 * there was one.
 */
export function countSignal(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  const isCounted =
    input.kind === 'tick' ||
    input.kind === 'cuff' ||
    input.kind === 'sites' ||
    input.kind === 'resumed' ||
    (input.kind === 'vital' && input.vital === 'spo2')
  const stream = state.streams.spo2
  if (!isCounted || !stream) return unchanged(state)
  let signal = state.signal ?? beginPresence(now.monoMs)
  if (input.kind !== 'resumed') {
    const toMs = Math.min(now.monoMs, stream.lastSampleMonoMs + STREAM_GAP_MS)
    const isLost = stream.invalidSince !== null
    const { sinceMonoMs } = state.interlock
    const ends = holdEnds(state.interlock)
    if (ends !== null && sinceMonoMs !== null) {
      signal = count(signal, Math.min(toMs, sinceMonoMs), isLost)
      signal = passOver(signal, Math.min(toMs, ends))
    }
    signal = count(signal, toMs, isLost)
  }
  return unchanged({ ...state, signal: passOver(signal, now.monoMs) })
}
