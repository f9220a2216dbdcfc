import type { Session } from '../../shared/session/types.ts'
import { MINUTE_MS } from '../../shared/time.ts'

export type Scale = '5' | '15' | '60' | 'session'
export const scales: readonly Scale[] = ['5', '15', '60', 'session']

/** The stretch of time that is drawn, on the monotonic line. */
export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** A whole session is drawn over no less than this, so that its first minutes are not stretched absurdly. */
const SHORTEST_SESSION_MS = 10 * MINUTE_MS

/**
 * What the chart shows.
 *
 * @param backMs how far before now the window ends; 0 follows the clock
 */
export function timeWindow(session: Session, scale: Scale, nowMs: number, backMs: number): TimeWindow {
  const toMs = nowMs - backMs
  if (scale !== 'session') return { fromMs: toMs - Number(scale) * MINUTE_MS, toMs }
  const fromMs = session.opened.at.monoMs
  return { fromMs, toMs: Math.max(nowMs, fromMs + SHORTEST_SESSION_MS) }
}

const tickStepsMin = [1, 2, 5, 10, 15, 30, 60, 120] as const

/** Times to label: whole minutes from T0 (or from opening), about every 110 pixels. */
export function timeTicks({ fromMs, toMs }: TimeWindow, zeroMs: number, widthPx: number): number[] {
  const spanMin = (toMs - fromMs) / MINUTE_MS
  const wanted = Math.max(2, Math.floor(widthPx / 110))
  const stepMin = tickStepsMin.find(step => spanMin / step <= wanted) ?? 240
  const first = Math.ceil((fromMs - zeroMs) / MINUTE_MS / stepMin)
  const last = Math.floor((toMs - zeroMs) / MINUTE_MS / stepMin)
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, n) => zeroMs + (first + n) * stepMin * MINUTE_MS,
  )
}

/** 0:42 for 42 minutes after T0, −0:05 for five before. */
export function formatTick(monoMs: number, zeroMs: number): string {
  const minutes = Math.round((monoMs - zeroMs) / MINUTE_MS)
  const text = `${Math.floor(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
  return minutes < 0 ? `−${text}` : text
}
