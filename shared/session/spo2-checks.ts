import type { measured } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { satisfySpo2 } from './due.ts'
import { passedMs } from './elapsed.ts'
import type { RoomState } from './room-state.ts'
import type { DueItem, Session } from './types.ts'
import { type Window, windowAfter } from './window-after.ts'

/*
 * SpO2 where no monitor streams it, but people or a spot-check oximeter take it: a check every 15 min is required from T0 until an hour after the end of dosing
 * (monitoring protocols, 8, common conventions).
 */

const EVERY_MIN = 15
/** As for the regular measurements a quarter of an hour after an infusion (8.3). */
const TOLERANCE_MIN = 5
const UNTIL_AFTER_END_MS = 60 * MINUTE_MS

interface Asked {
  readonly session: Session
  readonly events: readonly EventOf<typeof measured>[]
}

/** As time passes: asks for the next check, or takes back what a stream has made needless. */
export function askSpo2({ session, vitals: { spo2 } }: RoomState, now: Instant): Asked {
  const { t0, dosingEnd } = session
  if (!t0) return { session, events: [] }
  // A stream that is lost is an alarm of its own (AR-7); without any SpO2 the gate has asked the prescriber.
  const lastMs = spo2?.lastValidMonoMs ?? null
  if (!spo2?.spot) return lastMs === null ? { session, events: [] } : answerSpo2(session, now)
  const open = session.due.some(item => item.spo2 && !isClosed(item))
  if (open) return { session, events: [] }
  const last = session.due.findLast(item => item.spo2)
  const from = Math.max(t0.monoMs, lastMs ?? 0, last?.status === 'excused' ? last.targetMonoMs : 0)
  const check = checkFrom(session, t0.monoMs, from)
  // As it really passed: the line may have counted a gap as too long.
  const isOver = dosingEnd && passedMs(session, dosingEnd.monoMs, check.targetMonoMs) > UNTIL_AFTER_END_MS
  if (isOver) return { session, events: [] }
  const due = [...session.due, check].toSorted((a, b) => a.targetMonoMs - b.targetMonoMs)
  return { session: { ...session, due }, events: [] }
}

/** Where a check lies on the line, by what is said of its gaps now. */
export function checkWindow(session: Session, { targetMonoMs, asked }: DueItem): Window {
  const known = asked ?? { fromMonoMs: targetMonoMs - EVERY_MIN * MINUTE_MS, afterMin: EVERY_MIN }
  return windowAfter(session, known, TOLERANCE_MIN)
}

/**
 * A value has come: it answers the check that is open, or makes one that was not due yet needless.
 *
 * @param at when it was measured
 */
export function answerSpo2(session: Session, at: Instant): Asked {
  if (!session.due.some(item => item.spo2 && !isClosed(item))) return { session, events: [] }
  const { items, events } = satisfySpo2(session.due, at)
  const due = items.filter(item => !item.spo2 || (item.status !== 'upcoming' && item.status !== 'due'))
  return { session: { ...session, due }, events }
}

/** A value entered late answers only the check in whose window it was measured. */
export function answerLate(session: Session, at: Instant): Asked {
  const { items, events } = satisfySpo2(session.due, at)
  return events.length === 0 ? { session, events } : { session: { ...session, due: items }, events }
}

function isClosed({ status }: DueItem): boolean {
  return status === 'done' || status === 'late' || status === 'excused'
}

function checkFrom(session: Session, t0Ms: number, fromMonoMs: number): DueItem {
  const asked = { fromMonoMs, afterMin: EVERY_MIN }
  const window = windowAfter(session, asked, TOLERANCE_MIN)
  const number = session.due.filter(item => item.spo2).length + 1
  return {
    id: `S${number}`,
    label: texts.due.spo2(Math.round(passedMs(session, t0Ms, window.targetMonoMs) / MINUTE_MS)),
    class: 'required',
    ...window,
    asked,
    spo2: true,
    status: 'upcoming',
  }
}
