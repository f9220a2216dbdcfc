import type { AlarmId, Priority } from '../../../shared/alarm/ids.ts'
import type { AlarmEvent } from '../../../shared/alarm/types.ts'
import type { Limits } from '../../../shared/limits.ts'
import { describeLevel, describeTrend, describeWorst } from '../../../shared/report/describe-alarm.ts'
import type { Acknowledgement, AlarmEpisode } from '../../../shared/report/episodes.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import type { Session } from '../../../shared/session/types.ts'
import type { Instant } from '../../../shared/time.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { formatClock, formatLength } from '../../live/clock.ts'
import { format, words as shared, text } from '../../text/text.ts'

const words = text.history

/** One alarm as its row says it. */
export interface HistoryRow {
  readonly key: string
  readonly alarm: AlarmId
  readonly priority: Priority
  readonly isActive: boolean
  readonly isAcknowledged: boolean
  readonly clearedByItself: boolean
  /** 'SpO2 low 84 < 85 %' */
  readonly what: string
  /** 'worst 79; rose to HIGH' */
  readonly course: string
  /** 'Ada after 12 s; ended after acknowledgement' */
  readonly answers: string
  /** '09:12:05 – 09:13:10', without an end while it is active. */
  readonly when: string
  /** 'T0 12:05, lasted 1 min 5 s' */
  readonly lasted: string
  /** All of it in lower case: the filter looks through it, and by it a row is known to be unchanged. */
  readonly said: string
}

export interface RowSetting {
  readonly limits: Limits
  /** T0, or the opening of the session. */
  readonly zero: Instant
  readonly gaps: Session['gaps']
  readonly nowMs: number
}

export function describeRow(episode: AlarmEpisode, { limits, zero, gaps, nowMs }: RowSetting): HistoryRow {
  const { alarm, priority, start, end, acknowledgements, detail, outcome } = episode
  const level =
    describeTrend(alarm, episode.valueAtStart, detail, shared) ??
    describeLevel(alarm, episode.valueAtStart, episode.limitAtStart, limits)
  const said = {
    what: [text.room.names[alarm], level || detail].filter(Boolean).join(level ? ' ' : ': '),
    course: describeCourse(episode, limits),
    answers: [
      ...(acknowledgements.length === 0
        ? [words.unacknowledged]
        : acknowledgements.map(taken => describeAnswer(taken, end))),
      describeEnd(episode),
    ].join('; '),
    when: end ? `${clockTime(start)} – ${clockTime(end)}` : clockTime(start),
    lasted: words.lasted(
      formatClock(passedMs({ gaps }, zero.monoMs, start.monoMs)),
      formatLength(passedMs({ gaps }, start.monoMs, end?.monoMs ?? nowMs)),
    ),
  }
  return {
    key: String(episode.seqs[0]),
    alarm,
    priority,
    isActive: end === null,
    isAcknowledged: acknowledgements.length > 0,
    clearedByItself: outcome === 'byItself',
    ...said,
    said: [...Object.values(said), words.priorities[priority]].join(' ').toLowerCase(),
  }
}

function describeCourse(episode: AlarmEpisode, limits: Limits): string {
  const { doubt, escalations, reAlarms, withheld } = episode
  const worst = describeWorst(episode, limits)
  return [
    worst === null ? '' : words.worst(worst),
    ...escalations.map(({ priority }) => words.rose(shared.priorities[priority])),
    reAlarms === 0 ? '' : words.again(reAlarms),
    withheld === null ? '' : words.withheld(shared.withheld[withheld]),
    doubt === undefined ? '' : shared.flags[doubt],
  ]
    .filter(Boolean)
    .join('; ')
}

function describeAnswer(
  { by, at, afterS, reason, breakGlass, unidentified }: Acknowledgement,
  end: Instant | null,
): string {
  const after = formatLength(afterS * 1000)
  // An acknowledgement after the end is that of a latched alarm.
  const said = end && at.monoMs > end.monoMs ? words.reset(by, after) : words.acknowledged(by, after)
  const how = [breakGlass ? words.breakGlass : '', unidentified ? shared.unidentified : '']
  const more = [...how, reason ?? ''].filter(Boolean).join(', ')
  return more === '' ? said : `${said} (${more})`
}

function describeEnd({ outcome, endCause, latched }: AlarmEpisode): string {
  const cause = endCause === null ? '' : ` ${describeCause(endCause)}`
  return [`${words.ends[outcome]}${cause}`, latched ? words.latched : ''].filter(Boolean).join(', ')
}

/** One transition, when the row is opened. */
export interface TransitionLine {
  readonly key: string
  readonly at: string
  readonly fromZero: string
  readonly what: string
}

/** The transitions of an alarm, oldest first. */
export function listTransitions(
  { seqs }: AlarmEpisode,
  log: ReadonlyMap<number, LogEntry>,
  { limits, zero, gaps }: Pick<RowSetting, 'limits' | 'zero' | 'gaps'>,
): readonly TransitionLine[] {
  return seqs.flatMap(seq => {
    const logged = log.get(seq)
    if (logged?.entry.event !== 'alarm') return []
    const { entry, at } = logged
    return [
      {
        key: String(seq),
        at: clockTime(at),
        fromZero: formatClock(passedMs({ gaps }, zero.monoMs, at.monoMs)),
        what: describeTransition(entry, limits),
      },
    ]
  })
}

/** 'rose to HIGH 84 < 85 %', 'acknowledged by Ada (expected)' */
function describeTransition(entry: AlarmEvent, limits: Limits): string {
  const { transition, priority, by, cause, reason, withheld, breakGlass, identified } = entry
  const because = [
    cause === undefined ? '' : describeCause(cause),
    reason ?? '',
    breakGlass ? words.breakGlass : '',
    identified === false ? shared.unidentified : '',
    withheld ? words.withheld(shared.withheld[withheld]) : '',
  ].filter(Boolean)
  return [
    words.transitions[transition](shared.priorities[priority]),
    describeFigure(entry, limits),
    by === undefined ? '' : words.by(by),
    because.length === 0 ? '' : `(${because.join(', ')})`,
  ]
    .filter(Boolean)
    .join(' ')
}

function describeFigure({ transition, alarm, value, limit, detail }: AlarmEvent, limits: Limits): string {
  switch (transition) {
    case 'raised':
    case 'escalated':
      return describeTrend(alarm, value, detail, shared) ?? describeLevel(alarm, value, limit, limits)
    case 'reAlarmed':
    case 'lowered':
    case 'cleared': {
      // The value need not be past the limit any more: a level holds until its clear value is reached.
      const now = describeWorst({ alarm, worst: value }, limits)
      return now === null ? '' : words.at(now)
    }
    case 'acknowledged':
    case 'latched':
    case 'reset':
    case 'suppressed':
      return ''
  }
}

const { causes }: { readonly causes: Readonly<Record<string, string>> } = words

/** The words for a cause, or the record's own where there are none. */
function describeCause(cause: string): string {
  return causes[cause] ?? cause
}

function clockTime({ wallMs }: Instant): string {
  return format().time(wallMs)
}
