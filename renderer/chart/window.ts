import { type Line, lineFrom } from '../../shared/session/line.ts'
import type { Session } from '../../shared/session/types.ts'
import { MINUTE_MS } from '../../shared/time.ts'

export type Scale = '5' | '15' | '60' | 'session'
export const scales: readonly Scale[] = ['5', '15', '60', 'session']

/** The stretch of time that is drawn, in ms that really passed from zero (T0, or the opening). */
export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** A whole session is drawn over no less than this, so that its first minutes are not stretched absurdly. */
const SHORTEST_SESSION_MS = 10 * MINUTE_MS

/** Times of a session count from T0, or from its opening when nothing was given. */
function zeroOf({ t0, opened }: Session): number {
  return (t0 ?? opened.at).monoMs
}

/** The line that the axis of a session's chart stands on. */
export function lineOf(session: Session): Line {
  return lineFrom(session, zeroOf(session))
}

/**
 * What the chart shows.
 *
 * @param nowMs on the monotonic line
 * @param backMs how far before now the window ends; 0 follows the clock
 */
export function timeWindow(session: Session, scale: Scale, nowMs: number, backMs: number): TimeWindow {
  const line = lineOf(session)
  const endMs = line.at(nowMs)
  const toMs = endMs - backMs
  if (scale !== 'session') return { fromMs: toMs - Number(scale) * MINUTE_MS, toMs }
  const fromMs = line.at(session.opened.at.monoMs)
  return { fromMs, toMs: Math.max(endMs, fromMs + SHORTEST_SESSION_MS) }
}

const tickStepsMin = [1, 2, 5, 10, 15, 30, 60, 120] as const

/** Times to label: whole minutes from zero, about every 110 pixels. */
export function timeTicks({ fromMs, toMs }: TimeWindow, widthPx: number): number[] {
  const spanMin = (toMs - fromMs) / MINUTE_MS
  const wanted = Math.max(2, Math.floor(widthPx / 110))
  const stepMin = tickStepsMin.find(step => spanMin / step <= wanted) ?? 240
  const first = Math.ceil(fromMs / MINUTE_MS / stepMin)
  const last = Math.floor(toMs / MINUTE_MS / stepMin)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => (first + n) * stepMin * MINUTE_MS)
}

/** 0:42 for 42 minutes after zero, −0:05 for five before. */
export function formatTick(passedMs: number): string {
  const minutes = Math.round(passedMs / MINUTE_MS)
  const text = `${Math.floor(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
  return minutes < 0 ? `−${text}` : text
}
