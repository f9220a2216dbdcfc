import { type AlarmId, alarmIds, type Priority } from '../alarm/ids.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { LogEntry } from '../views.ts'
import type { AlarmEpisode } from './episodes.ts'
import { mergeReadings } from './merge-readings.ts'
import { clip, cutOut, type Span, totalMs } from './spans.ts'

/** What the alarm load is counted from. */
export interface LoadInput {
  /** From the whole log of the session: see `readEpisodes`. */
  readonly episodes: readonly AlarmEpisode[]
  /** Only what the cuff held back is read from it: that never became an episode. */
  readonly log: readonly LogEntry[]
  /** Stretches in which Vigil did not run: nothing could be raised in them. */
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]
  readonly from: Instant
  readonly to: Instant
}

/** The load of one alarm, or of all. */
export interface LoadFigures {
  /**
   * Alarm conditions that began in the period and could be seen or heard. One that rises and falls through levels is one,
   * and so is one that alarms again after its acknowledgement.
   */
  readonly count: number
  /** The same, by the highest priority that each reached. */
  readonly byPriority: Readonly<Record<Priority, number>>
  /** `count` for each hour of monitored time; null when less than a minute was monitored. */
  readonly perHour: number | null
  /** Conditions that somebody acknowledged, while they lasted or, latched, afterwards. */
  readonly acknowledged: number
  /**
   * Over all acknowledgements: seconds since the alarm last called (raised, rose a level, alarmed again). The median is
   * the lower one of an even count: a time that was measured. null: nobody acknowledged anything.
   */
  readonly answerS: { readonly median: number; readonly longest: number } | null
  /** Conditions that have ended, for whatever reason. */
  readonly ended: number
  /** Those of `ended` that cleared before anybody had acknowledged them, not by a changed limit and the like. */
  readonly byThemselves: number
  /** `byThemselves` of `ended`, 0..1; null when none has ended. */
  readonly byThemselvesShare: number | null
  /** Time in which at least one was active, in ms: conditions at the same time count once, gaps not at all. */
  readonly activeMs: number
  /** Calls after an acknowledgement: the timer ran out or the value worsened (alarm rule AR-6). */
  readonly reAlarms: number
  /** Times a cuff on the sensor's arm held one back (AR-8); `count` has those that were still there afterwards. */
  readonly heldBack: number
  /** Conditions that ALARM PAUSED or ALARM OFF hid from beginning to end. They are in no other figure. */
  readonly withheld: number
}

/** How many alarms a session asked its people to bear (alarm standard, sections 8 and 11). */
export interface AlarmLoad {
  readonly from: Instant
  readonly to: Instant
  /** From `from` to `to` without gaps, in ms: what the rates are reckoned on. */
  readonly monitoredMs: number
  /** What one cuff reading breaches is one alarm here (`mergeReadings`). */
  readonly all: LoadFigures
  /** Each rule by itself; only alarms that occurred, most frequent first. */
  readonly byAlarm: readonly (LoadFigures & { readonly alarm: AlarmId })[]
}

const HOUR_MS = 60 * MINUTE_MS
/** An alarm in the first 10 s is not 360 an hour. */
const SHORTEST_RATED_MS = MINUTE_MS

/**
 * Counts the alarms that began between two instants, each alarm by itself and all together. The screen and the report
 * show the result of this one function.
 */
export function alarmLoad({ episodes, log, gaps, from, to }: LoadInput): AlarmLoad {
  const period: Span = { fromMs: from.monoMs, toMs: to.monoMs }
  const isWithin = ({ monoMs }: Instant) => monoMs >= period.fromMs && monoMs <= period.toMs
  const monitored = cutOut(
    gaps.map(gap => ({ fromMs: gap.from.monoMs, toMs: gap.to.monoMs })),
    period,
  )
  const within = ({ start }: AlarmEpisode) => isWithin(start)
  const begun = episodes.filter(within)
  const heldBack = log.flatMap(({ at, entry }) =>
    entry.event === 'alarm' && entry.transition === 'suppressed' && isWithin(at) ? [entry.alarm] : [],
  )
  const figuresOf = (one: AlarmId) =>
    count(
      begun.filter(({ alarm }) => alarm === one),
      heldBack.filter(alarm => alarm === one).length,
      monitored,
    )
  return {
    from,
    to,
    monitoredMs: totalMs(monitored),
    all: count(mergeReadings(episodes).filter(within), heldBack.length, monitored),
    byAlarm: alarmIds
      .map(alarm => ({ alarm, ...figuresOf(alarm) }))
      .filter(figures => figures.count + figures.heldBack + figures.withheld > 0)
      .toSorted((a, b) => b.count - a.count),
  }
}

function count(begun: readonly AlarmEpisode[], heldBack: number, monitored: readonly Span[]): LoadFigures {
  const seen = begun.filter(({ withheld }) => withheld === null)
  const ended = seen.filter(({ end }) => end !== null).length
  const byThemselves = seen.filter(({ outcome }) => outcome === 'byItself').length
  const ofPriority = (priority: Priority) => seen.filter(episode => episode.priority === priority).length
  const monitoredMs = totalMs(monitored)
  return {
    count: seen.length,
    byPriority: { low: ofPriority('low'), medium: ofPriority('medium'), high: ofPriority('high') },
    perHour: monitoredMs < SHORTEST_RATED_MS ? null : (seen.length * HOUR_MS) / monitoredMs,
    acknowledged: seen.filter(({ acknowledgements }) => acknowledgements.length > 0).length,
    answerS: summarise(seen.flatMap(({ acknowledgements }) => acknowledgements.map(({ afterS }) => afterS))),
    ended,
    byThemselves,
    byThemselvesShare: ended === 0 ? null : byThemselves / ended,
    activeMs: activeMs(seen, monitored),
    reAlarms: seen.reduce((sum, { reAlarms }) => sum + reAlarms, 0),
    heldBack,
    withheld: begun.length - seen.length,
  }
}

function activeMs(seen: readonly AlarmEpisode[], monitored: readonly Span[]): number {
  const active = seen.map(({ start, end }) => ({
    fromMs: start.monoMs,
    toMs: end?.monoMs ?? Number.POSITIVE_INFINITY,
  }))
  return totalMs(monitored.flatMap(stretch => clip(active, stretch)))
}

function summarise(seconds: readonly number[]): LoadFigures['answerS'] {
  const sorted = seconds.toSorted((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)]
  const longest = sorted.at(-1)
  return median === undefined || longest === undefined ? null : { median, longest }
}
