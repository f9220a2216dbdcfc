import type { Session } from '../session/types.ts'
import { type Instant, MINUTE_MS } from '../time.ts'

/* Times as a report prints them: wall time in the zone of the place, and minutes from T0. */

/** What an anchor is taken from. */
export type Anchored = Pick<Session, 'opened'>

/** The wall time of a moment of the session by its anchor, ms. */
export function anchoredMs({ opened: { at } }: Anchored, { monoMs }: Pick<Instant, 'monoMs'>): number {
  return at.wallMs + monoMs - at.monoMs
}

/** 2026-11-23T09:12:05+01:00 */
export function isoTime(wallMs: number, utcOffsetMin: number): string {
  const local = new Date(wallMs + utcOffsetMin * MINUTE_MS).toISOString().slice(0, 19)
  const sign = utcOffsetMin < 0 ? '-' : '+'
  const two = (n: number) => String(n).padStart(2, '0')
  const offset = Math.abs(utcOffsetMin)
  return `${local}${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`
}

/** 09:12:05 */
export function clockTime(wallMs: number, utcOffsetMin: number): string {
  return isoTime(wallMs, utcOffsetMin).slice(11, 19)
}

/** 2026-11-23 */
export function dateOf(wallMs: number, utcOffsetMin: number): string {
  return isoTime(wallMs, utcOffsetMin).slice(0, 10)
}

/** 41:05 after zero, -5:00 before; hours as 1:41:05. */
export function fromZero(ms: number): string {
  const s = Math.round(ms / 1000)
  const [h, m, rest] = [Math.floor(Math.abs(s) / 3600), Math.floor(Math.abs(s) / 60) % 60, Math.abs(s) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return `${s < 0 ? '-' : ''}${h > 0 ? `${h}:${two(m)}` : m}:${two(rest)}`
}

/** 1 min 12 s */
export function duration(ms: number): string {
  const s = Math.round(ms / 1000)
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`
  return `${Math.floor(s / 3600)} h ${Math.floor(s / 60) % 60} min`
}
