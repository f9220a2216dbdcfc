import { type AlarmId, isLimitAlarm, outranks, type Priority } from '../alarm/ids.ts'
import type { AlarmEvent } from '../alarm/types.ts'
import type { Limits } from '../limits.ts'
import type { Instant } from '../time.ts'
import type { LogEntry } from '../views.ts'

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
  readonly valueAtStart: number | null
  readonly limitAtStart: number | null
  /** The worst value that a transition told of. */
  readonly worst: number | null
  readonly acknowledgements: readonly { readonly by: string; readonly at: Instant; readonly afterS: number }[]
  readonly reAlarms: number
  /** HIGH, and it ended before anybody acknowledged it. */
  readonly latched: boolean
  readonly endCause: string | null
}

/** Puts the transitions of the log together to alarms, in the order in which they began. */
export function readEpisodes(log: readonly LogEntry[], limits: Limits): readonly AlarmEpisode[] {
  const episodes: AlarmEpisode[] = []
  const open = new Map<string, number>()
  for (const { at, entry } of log) {
    if (entry.event !== 'alarm') continue
    const key = `${entry.alarm} ${entry.deviceId ?? ''}`
    const index = open.get(key) ?? findLatched(episodes, entry)
    const known = index === undefined ? undefined : episodes[index]
    if (entry.transition === 'raised' || !known || index === undefined) {
      if (entry.transition === 'reset') continue
      open.set(key, episodes.length)
      episodes.push(begin(entry, at))
      continue
    }
    episodes[index] = carryOn(known, entry, at, limits)
    if (entry.transition === 'cleared') open.delete(key)
  }
  return episodes
}

/** A latched alarm has ended, but its `latched` and `reset` still belong to it. */
function findLatched(episodes: readonly AlarmEpisode[], entry: AlarmEvent): number | undefined {
  if (entry.transition !== 'latched' && entry.transition !== 'reset') return undefined
  const index = episodes.findLastIndex(episode => episode.alarm === entry.alarm)
  return index < 0 ? undefined : index
}

function begin(entry: AlarmEvent, at: Instant): AlarmEpisode {
  return {
    alarm: entry.alarm,
    deviceId: entry.deviceId ?? null,
    detail: entry.detail ?? null,
    priority: entry.priority,
    start: at,
    end: null,
    valueAtStart: entry.value,
    limitAtStart: entry.limit,
    worst: entry.value,
    acknowledgements: [],
    reAlarms: 0,
    latched: false,
    endCause: null,
  }
}

function carryOn(episode: AlarmEpisode, entry: AlarmEvent, at: Instant, limits: Limits): AlarmEpisode {
  const next = {
    ...episode,
    priority: outranks(entry.priority, episode.priority) ? entry.priority : episode.priority,
    worst: entry.transition === 'cleared' ? episode.worst : worse(episode, entry.value, limits),
  }
  switch (entry.transition) {
    case 'acknowledged':
    case 'reset': {
      // Closing the session ends latched alarms too, but that is nobody's acknowledgement.
      if (entry.by === undefined) return next
      const taken = { by: entry.by, at, afterS: Math.round((at.monoMs - episode.start.monoMs) / 1000) }
      return { ...next, acknowledgements: [...episode.acknowledgements, taken] }
    }
    case 'reAlarmed':
      return { ...next, reAlarms: episode.reAlarms + 1 }
    case 'latched':
      return { ...next, latched: true }
    case 'cleared':
      return { ...next, end: at, endCause: entry.cause ?? null }
    default:
      return next
  }
}

function worse(episode: AlarmEpisode, value: number | null, limits: Limits): number | null {
  if (value === null || episode.worst === null || !isLimitAlarm(episode.alarm)) return value ?? episode.worst
  return limits[episode.alarm].side === 'high'
    ? Math.max(episode.worst, value)
    : Math.min(episode.worst, value)
}
