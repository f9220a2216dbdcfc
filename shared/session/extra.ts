import { isLimitAlarm, type Priority } from '../alarm/ids.ts'
import type { AlarmState } from '../alarm/state.ts'
import type { NibpReading } from '../reading.ts'
import { extra as extraReadings } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { passedMs } from './elapsed.ts'
import type { AskedAfter, DueItem, ExtraSeries, Session } from './types.ts'
import { type Window, windowAfter } from './window-after.ts'

/*
 * Extra readings after a blood pressure alarm: every 5 min while it is HIGH, every 10 min while MEDIUM, until two
 * consecutive readings are clear (monitoring protocols, 8). They are reminders: the cuff may be another instrument's, so
 * they are `recommended`, and missing one raises nothing.
 */

/** How far a reading may lie from its target, in minutes: as for the regular ones 5 and 10 min after an injection (8.4). */
const TOLERANCE_MIN = 2

type ExtraEvent = EventOf<typeof extraReadings>

interface Followed {
  readonly session: Session
  readonly events: readonly ExtraEvent[]
}

/**
 * Looks at a new cuff reading, which the alarm system has already judged: begins, goes on with or ends the series.
 *
 * @param isInDoubt it may be older than the one that began the series, or is questionable: no clear reading after it
 */
export function followPressure(
  session: Session,
  alarm: AlarmState,
  reading: NibpReading,
  isInDoubt: boolean,
  now: Instant,
): Followed {
  const { extra } = session
  const priority = pressurePriority(alarm)
  if (!session.t0 || (!extra && priority === null)) return { session, events: [] }
  if (priority === null && isInDoubt) return { session, events: [] }
  if (priority === null && extra?.clear === 1) return endSeries(session)
  const everyMin = priority === 'high' ? 5 : priority === 'medium' ? 10 : (extra?.everyMin ?? 10)
  const series: ExtraSeries = { everyMin, clear: priority === null ? 1 : 0 }
  const events: ExtraEvent[] = []
  if (!extra || extra.everyMin !== everyMin)
    events.push(extraReadings.of({ state: extra ? 'changed' : 'begun', everyMin }))
  // One that is asked for sooner than before, or has been answered, is planned anew from this reading.
  const open = openExtra(session)
  const asked = askFrom(session, reading.takenAt.monoMs, everyMin, now)
  const keep = open !== undefined && open.targetMonoMs <= targetOf(session, asked)
  const due = keep ? session.due : withExtra(session, asked, open)
  return { session: { ...session, extra: series, due }, events }
}

/** As time passes: when an extra reading was missed or excused, the next one is asked for. */
export function keepAsking(session: Session, now: Instant): Session {
  const { extra } = session
  if (!extra || openExtra(session)) return session
  const lastMs = session.due.findLast(item => item.extra)?.targetMonoMs ?? now.monoMs
  const next = askFrom(session, lastMs, extra.everyMin, now)
  return { ...session, due: withExtra(session, next, undefined) }
}

/**
 * So long after a moment. One that lies some time back asks for nothing that is over already: there is as much time to take it as
 * from the call on.
 */
function askFrom(session: Session, fromMonoMs: number, afterMin: number, now: Instant): AskedAfter {
  const asked = { fromMonoMs, afterMin }
  return targetOf(session, asked) < now.monoMs ? { fromMonoMs: now.monoMs, afterMin: 0 } : asked
}

function targetOf(session: Session, asked: AskedAfter): number {
  return windowAfter(session, asked, TOLERANCE_MIN).targetMonoMs
}

/** Where an extra reading lies on the line, by what is said of its gaps now. */
export function extraWindow(session: Session, { targetMonoMs, asked }: DueItem): Window {
  const afterMin = session.extra?.everyMin ?? 0
  const known = asked ?? { fromMonoMs: targetMonoMs - afterMin * MINUTE_MS, afterMin }
  return windowAfter(session, known, TOLERANCE_MIN)
}

/** Of the worst blood pressure alarm that holds now, LOW ones left out; null: none. */
function pressurePriority({ conditions }: AlarmState): Exclude<Priority, 'low'> | null {
  const held = conditions.flatMap(({ alarm, priority }) =>
    isLimitAlarm(alarm) && /^(systolic|diastolic|mean)-/.test(alarm) && priority !== 'low' ? [priority] : [],
  )
  if (held.length === 0) return null
  return held.includes('high') ? 'high' : 'medium'
}

function endSeries(session: Session): Followed {
  const { extra: _ended, ...rest } = session
  const open = openExtra(session)
  return {
    session: { ...rest, due: session.due.filter(item => item !== open) },
    events: [extraReadings.of({ state: 'ended' })],
  }
}

function openExtra({ due }: Session): DueItem | undefined {
  return due.find(item => item.extra && (item.status === 'upcoming' || item.status === 'due'))
}

function withExtra(session: Session, asked: AskedAfter, instead: DueItem | undefined): readonly DueItem[] {
  const others = session.due.filter(item => item !== instead)
  const number = others.filter(item => item.extra).length + 1
  const window = windowAfter(session, asked, TOLERANCE_MIN)
  const t0 = session.t0?.monoMs ?? window.targetMonoMs
  const item: DueItem = {
    id: `X${number}`,
    label: texts.due.bpExtra(Math.round(passedMs(session, t0, window.targetMonoMs) / MINUTE_MS)),
    class: 'recommended',
    ...window,
    asked,
    status: 'upcoming',
    extra: true,
  }
  return [...others, item].toSorted((a, b) => a.targetMonoMs - b.targetMonoMs)
}
