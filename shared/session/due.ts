import type { Priority } from '../alarm/ids.ts'
import type { DueRule, Preset } from '../presets/preset.ts'
import type { NibpReading } from '../reading.ts'
import { due, measured, missed } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { elapsedMs, overcountMs } from './elapsed.ts'
import type { ScaleEntry } from './scales.ts'
import type { DueItem, Session } from './types.ts'

type TimeEvent = EventOf<typeof due | typeof missed>
type MeasuredEvent = EventOf<typeof measured>

/** A required measurement still missing so long after its window is MEDIUM (AR-11). */
const MISSED_MEDIUM_MS = 5 * MINUTE_MS

/** The measurements this session asks for, as far as its anchors are known; states of known items are kept. */
export function planDue(session: Session, preset: Preset, now: Instant): readonly DueItem[] {
  const { t0, dosingEnd } = session
  if (!t0) return session.due
  const planned: DueItem[] = []
  for (const rule of preset.due) {
    const anchorMs = { t0, dose: session.doses.at(-1)?.at, end: dosingEnd }[rule.anchor]?.monoMs
    if (anchorMs === undefined) continue
    // What is known already stays where it is, or was moved when a person said how long a gap was.
    const anchor = anchorMs + overcountMs(session, anchorMs)
    const id = nameItem(rule, session)
    if (rule.everyMin !== undefined) planned.push(...planOn(rule, id, rule.everyMin, anchor, now))
    else if (rule.everyMinWhileDosing === undefined) planned.push(plan(rule, id, rule.label, anchor, 0))
    else planned.push(...planRepeats(rule, rule.everyMinWhileDosing, session, preset, now))
  }
  const ids = new Set(planned.map(item => item.id))
  // What was measured, or missed, before a booster stays as it was; what was still to come is asked anew.
  const before = session.due.filter(
    item =>
      !ids.has(item.id) && (item.extra || item.spo2 || (item.status !== 'upcoming' && item.status !== 'due')),
  )
  return [
    ...before,
    ...planned.map(item => session.due.find(known => known.id === item.id) ?? item),
  ].toSorted((a, b) => a.targetMonoMs - b.targetMonoMs)
}

/** The items of a booster are other ones than those of the dose before. */
function nameItem(rule: DueRule, { doses }: Session): string {
  // Nasal devices are parts of one dose.
  const boosted = doses.some((dose, index) => index > 0 && dose.device === undefined)
  return rule.anchor !== 't0' && boosted ? `${rule.id}-${doses.length}` : rule.id
}

/** Does this session ask for a measurement again and again? */
export function hasOpenList(preset: Preset, { phase }: Session): boolean {
  return preset.due.some(
    rule => rule.everyMin !== undefined || (rule.everyMinWhileDosing !== undefined && phase === 'dosing'),
  )
}

/** Every so many minutes, up to the one that comes next. */
function planOn(rule: DueRule, id: string, everyMin: number, anchorMs: number, now: Instant): DueItem[] {
  const items: DueItem[] = []
  for (let shiftMin = 0; ; shiftMin += everyMin) {
    const number = shiftMin / everyMin + 1
    items.push(plan(rule, `${id}.${number}`, texts.due.bp(rule.targetMin + shiftMin), anchorMs, shiftMin))
    if (anchorMs + (rule.toMin + shiftMin) * MINUTE_MS > now.monoMs) return items
  }
}

function plan(rule: DueRule, id: string, label: string, anchorMs: number, shiftMin: number): DueItem {
  const at = (min: number) => anchorMs + (min + shiftMin) * MINUTE_MS
  return {
    id,
    label,
    class: rule.class,
    targetMonoMs: at(rule.targetMin),
    fromMonoMs: at(rule.fromMin),
    toMonoMs: at(rule.toMin),
    ...(rule.ratings === undefined ? {} : { ratings: rule.ratings }),
    status: 'upcoming',
  }
}

/** T0 + 10, 20, 30 … for every target that falls before the end of the infusion, pauses included. */
function planRepeats(
  rule: DueRule,
  everyMin: number,
  session: Session,
  preset: Preset,
  now: Instant,
): DueItem[] {
  const begunMs = session.t0?.monoMs ?? now.monoMs
  const t0 = begunMs + overcountMs(session, begunMs)
  const pausedMs = session.infusionPauses.reduce(
    (sum, { from, to }) => sum + elapsedMs(session, from, to ?? now),
    0,
  )
  const plannedEnd = t0 + (preset.infusionMin ?? 0) * MINUTE_MS + pausedMs
  // One that is asked for if the infusion goes on must be known before its window opens.
  const aheadMs = (rule.targetMin - rule.fromMin + 1) * MINUTE_MS
  const end = session.dosingEnd?.monoMs ?? Math.max(plannedEnd, now.monoMs + aheadMs)
  const items: DueItem[] = []
  for (let shiftMin = 0; t0 + (rule.targetMin + shiftMin) * MINUTE_MS < end; shiftMin += everyMin) {
    const number = shiftMin / everyMin + 1
    items.push(plan(rule, `${rule.id}.${number}`, texts.due.bp(rule.targetMin + shiftMin), t0, shiftMin))
  }
  return items
}

/** Moves items on as time passes: due notices, and what has been missed. */
export function passTime(
  items: readonly DueItem[],
  now: Instant,
): { items: readonly DueItem[]; events: TimeEvent[] } {
  const events: TimeEvent[] = []
  let changed = false
  const next = items.map(item => {
    const after = passItem(item, now, events)
    if (after !== item) changed = true
    return after
  })
  return { items: changed ? next : items, events }
}

function passItem(item: DueItem, now: Instant, events: TimeEvent[]): DueItem {
  if (item.status !== 'upcoming' && item.status !== 'due') return item
  if (now.monoMs >= item.toMonoMs) {
    events.push(missed.of({ item: item.id, label: item.label, class: item.class }))
    return { ...item, status: 'missed' }
  }
  const open: DueItem =
    item.status === 'upcoming' && now.monoMs >= item.fromMonoMs ? { ...item, status: 'due' } : item
  if (open.noticed || now.monoMs < item.targetMonoMs) return open
  events.push(due.of({ item: item.id, label: item.label, class: item.class }))
  return { ...open, noticed: true }
}

/**
 * Lets a new cuff reading satisfy every item whose window it was taken in; an item already missed is closed as late. One that
 * was closed as late by a later reading is done after all, or late by less, when an earlier one is entered (AR-16).
 * Only readings that are new and not invalid may come here (a re-sent or failed one satisfies nothing).
 */
export function satisfyDue(
  items: readonly DueItem[],
  reading: Pick<NibpReading, 'seq' | 'takenAt'>,
): Satisfied {
  const { takenAt, seq } = reading
  return satisfy(items, item => (item.ratings || item.spo2 ? null : { at: takenAt, seq }))
}

/** Lets ratings satisfy what they were asked for: an item that asks for two is done with the second. */
export function satisfyRatings(items: readonly DueItem[], entries: readonly ScaleEntry[]): Satisfied {
  return satisfy(items, ({ ratings, fromMonoMs }) => {
    const given = ratings?.map(id =>
      entries.findLast(({ scale, at }) => scale === id && at.monoMs >= fromMonoMs),
    )
    if (!given || given.includes(undefined)) return null
    const last = given.toSorted((a, b) => (a?.at.monoMs ?? 0) - (b?.at.monoMs ?? 0)).at(-1)
    return last ? { at: last.at } : null
  })
}

/** Lets an SpO2 value satisfy the check that was asked for. */
export function satisfySpo2(items: readonly DueItem[], at: Instant): Satisfied {
  return satisfy(items, item => (item.spo2 ? { at } : null))
}

export interface Satisfied {
  readonly items: readonly DueItem[]
  readonly events: readonly MeasuredEvent[]
}

/** @param answer when the item was answered, and by which reading; null: not at all */
function satisfy(
  items: readonly DueItem[],
  answer: (item: DueItem) => { readonly at: Instant; readonly seq?: number } | null,
): Satisfied {
  const events: MeasuredEvent[] = []
  const next = items.map(item => {
    if (item.status === 'done' || item.status === 'excused') return item
    const answered = answer(item)
    if (answered === null) return item
    const taken = answered.at.monoMs
    if (item.status === 'late' && taken >= (item.doneAt?.monoMs ?? 0)) return item
    const inside = taken >= item.fromMonoMs && taken <= item.toMonoMs
    const isAfter = taken > item.toMonoMs && (item.status === 'missed' || item.status === 'late')
    if (!inside && !isAfter) return item
    const status = inside ? 'done' : 'late'
    const { seq } = answered
    events.push(measured.of({ item: item.id, label: item.label, status, seq }))
    return { ...item, status, ...(seq === undefined ? {} : { seq }), doneAt: answered.at } satisfies DueItem
  })
  return { items: events.length > 0 ? next : items, events }
}

/** AR-11: which priority the missing required measurements have now; null when none is missing. */
export function missedPriority(
  items: readonly DueItem[],
  now: Instant,
): { priority: Priority | null; detail: string; items: readonly string[] } {
  const missed = items.filter(item => item.status === 'missed' && item.class === 'required')
  const detail = missed.map(item => item.label).join(', ')
  const names = missed.map(({ id }) => id)
  if (missed.length === 0) return { priority: null, detail, items: names }
  const late = missed.some(item => now.monoMs >= item.toMonoMs + MISSED_MEDIUM_MS)
  return { priority: late ? 'medium' : 'low', detail, items: names }
}
