import { type AlarmId, isLimitAlarm, outranks, type Priority } from '../alarm/ids.ts'
import type { AlarmEvent, Authored, Withheld } from '../alarm/types.ts'
import type { Limits } from '../limits.ts'
import { sawOtherThan } from '../record/seen.ts'
import { passedMs } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import type { LogEntry } from '../views.ts'
import { followSignals, SIGNALS_ON, type SignalsOff, withheldIn } from './signals-off.ts'

export interface Acknowledgement extends Authored {
  /** Seconds since the alarm last called: since it was raised, rose a level, alarmed again, or its signals came back. */
  readonly afterS: number
  readonly reason: string | null
  /** In an emergency, by somebody whom Vigil does not know or who may not. */
  readonly breakGlass: boolean
  /** At a locked screen: the name was picked there. */
  readonly unidentified?: true
  /** What stood on their screen, where the alarm had changed by the time of the press (AR-24). */
  readonly sawOther?: NonNullable<AlarmEvent['seen']>
}

/**
 * How one alarm ended, or that it has not. `byItself`: its value or its link came back before anybody had acknowledged it;
 * `acknowledged`: after somebody had; `otherwise`: unanswered, by a changed limit, a removed device or the end of the session.
 * Whoever acknowledges what is latched comes after the end, and changes none of it.
 */
export type Outcome = 'active' | 'acknowledged' | 'byItself' | 'otherwise'

/** One alarm from its beginning to its end. */
export interface AlarmEpisode {
  readonly alarm: AlarmId
  readonly deviceId: string | null
  readonly detail: string | null
  /** The highest it reached. */
  readonly priority: Priority
  readonly start: Instant
  /** null: still active. */
  readonly end: Instant | null
  readonly priorityAtStart: Priority
  readonly valueAtStart: number | null
  readonly limitAtStart: number | null
  /** The worst value while it lasted; for a rise, mmHg above the baseline. */
  readonly worst: number | null
  /** Each time it rose a level. */
  readonly escalations: readonly {
    readonly at: Instant
    readonly priority: Priority
    readonly value: number | null
    readonly limit: number | null
  }[]
  readonly acknowledgements: readonly Acknowledgement[]
  readonly reAlarms: number
  /** It was HIGH, and that level ended before anybody had acknowledged it. */
  readonly latched: boolean
  /** Where it was not the value that ended it: 'limit change', 'session closed', 'device removed'. */
  readonly endCause: string | null
  readonly outcome: Outcome
  /** What held its signals back from beginning to end; null: it could be seen. */
  readonly withheld: Withheld | null
  /** It began, or went on, when it was not known to be this patient (AR-23): see `ownPart`. */
  readonly doubt?: 'patientUnconfirmed' | 'otherPatient'
  /** Its transitions, by their number in the record. */
  readonly seqs: readonly number[]
}

/** An episode while the log is being read. */
interface Open extends AlarmEpisode {
  readonly lastCallMonoMs: number
  readonly awaitsReset: boolean
}

/**
 * Puts the transitions of the log together to alarms, in the order in which they began. What a cuff held back was no alarm:
 * it is one from the moment at which it is raised.
 *
 * @param gaps of the session: answers are timed by what really passed
 */
export function readEpisodes(
  log: readonly LogEntry[],
  limits: Limits,
  gaps: Session['gaps'],
): readonly AlarmEpisode[] {
  const episodes: Open[] = []
  let off: SignalsOff = SIGNALS_ON
  for (const logged of log) {
    const { entry, at } = logged
    if (entry.event === 'session' && entry.kind === 'alarms') {
      const after = followSignals(off, entry)
      for (const [index, episode] of episodes.entries())
        if (
          episode.end === null &&
          withheldIn(off, episode.alarm, limits) &&
          !withheldIn(after, episode.alarm, limits)
        )
          episodes[index] = { ...episode, withheld: null, lastCallMonoMs: at.monoMs }
      off = after
    }
    if (entry.event !== 'alarm' || entry.transition === 'suppressed') continue
    const index = findIndex(episodes, entry)
    const known = episodes[index]
    if (entry.transition === 'raised' || (!known && entry.transition !== 'reset'))
      episodes.push(begin(entry, logged))
    else if (known) episodes[index] = carryOn(known, entry, logged, { limits, gaps })
  }
  return episodes.map(({ lastCallMonoMs: _call, awaitsReset: _awaits, ...episode }) => episode)
}

/** What is latched may have ended long ago, and the same alarm may have been raised anew before it is reset. */
function findIndex(episodes: readonly Open[], { alarm, deviceId, transition }: AlarmEvent): number {
  const same = (episode: Open) => episode.alarm === alarm && episode.deviceId === (deviceId ?? null)
  if (transition === 'latched') return episodes.findLastIndex(same)
  if (transition === 'reset') return episodes.findLastIndex(episode => same(episode) && episode.awaitsReset)
  return episodes.findLastIndex(episode => same(episode) && episode.end === null)
}

function begin(entry: AlarmEvent, { at, seq }: LogEntry): Open {
  return {
    alarm: entry.alarm,
    deviceId: entry.deviceId ?? null,
    detail: entry.detail ?? null,
    priority: entry.priority,
    start: at,
    end: null,
    priorityAtStart: entry.priority,
    valueAtStart: entry.value,
    limitAtStart: entry.limit,
    worst: entry.value,
    escalations: [],
    acknowledgements: [],
    reAlarms: 0,
    latched: false,
    endCause: null,
    outcome: 'active',
    withheld: entry.withheld ?? null,
    seqs: [seq],
    lastCallMonoMs: at.monoMs,
    awaitsReset: false,
  }
}

function carryOn(
  before: Open,
  entry: AlarmEvent,
  { at, seq }: LogEntry,
  { limits, gaps }: { readonly limits: Limits; readonly gaps: Session['gaps'] },
): Open {
  const episode: Open = {
    ...before,
    seqs: [...before.seqs, seq],
    priority: outranks(entry.priority, before.priority) ? entry.priority : before.priority,
    worst: entry.transition === 'cleared' ? before.worst : worse(before, entry.value, limits),
  }
  switch (entry.transition) {
    case 'escalated': {
      const { priority, value, limit } = entry
      const escalations = [...episode.escalations, { at, priority, value, limit }]
      return { ...episode, escalations, lastCallMonoMs: at.monoMs }
    }
    case 'reAlarmed':
      return { ...episode, reAlarms: episode.reAlarms + 1, lastCallMonoMs: at.monoMs }
    case 'acknowledged':
      return acknowledge(episode, entry, at, gaps)
    case 'reset':
      return { ...acknowledge(episode, entry, at, gaps), awaitsReset: false }
    case 'latched':
      return { ...episode, latched: true, awaitsReset: true }
    case 'cleared':
      return { ...episode, end: at, endCause: entry.cause ?? null, outcome: outcomeOf(episode, entry) }
    case 'raised':
    case 'lowered':
    case 'suppressed':
      return episode
  }
}

function outcomeOf(episode: Open, cleared: AlarmEvent): Outcome {
  if (episode.acknowledgements.length > 0) return 'acknowledged'
  return cleared.cause === undefined ? 'byItself' : 'otherwise'
}

function acknowledge(episode: Open, entry: AlarmEvent, at: Instant, gaps: Session['gaps']): Open {
  const { by, reason, breakGlass, identified } = entry
  // Closing the session ends latched alarms too, but that is nobody's acknowledgement.
  if (by === undefined) return episode
  // One press takes what is active and what is latched of the same alarm.
  const last = episode.acknowledgements.at(-1)
  if (last && last.by === by && last.at.monoMs === at.monoMs) return episode
  const afterS = Math.round(passedMs({ gaps }, episode.lastCallMonoMs, at.monoMs) / SECOND_MS)
  const sawOther = sawOtherThan(entry)
  const said = {
    reason: reason ?? null,
    breakGlass: breakGlass ?? false,
    ...(identified === false ? { unidentified: true as const } : {}),
    ...(sawOther ? { sawOther } : {}),
  }
  const taken = { by, at, afterS, ...said }
  return { ...episode, acknowledgements: [...episode.acknowledgements, taken] }
}

/** The worse of the worst so far and `value`. */
export function worse(
  episode: Pick<AlarmEpisode, 'alarm' | 'worst'>,
  value: number | null,
  limits: Limits,
): number | null {
  const { alarm, worst } = episode
  if (value === null || worst === null || !isLimitAlarm(alarm)) return value ?? worst
  return limits[alarm].side === 'high' ? Math.max(worst, value) : Math.min(worst, value)
}
