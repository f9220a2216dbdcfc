import { useEffect, useState } from 'react'
import type { Instant } from '../../shared/time.ts'
import type { LiveRoom } from './store.ts'

/** The room's time now: the core's, plus what has passed since it was told, at the room's own pace. */
export function roomNow({ view, receivedMs }: LiveRoom, nowMs = performance.now()): Instant {
  const passed = Math.max(0, nowMs - receivedMs) * view.clock.speed
  return { monoMs: view.clock.monoMs + passed, wallMs: view.clock.wallMs + passed }
}

/** Redraw the component every `everyMs`. Nothing is decided by it: it only keeps ages on screen true. */
export function useTicking(everyMs = 1000): void {
  const [, setCount] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => setCount(count => count + 1), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
}

/** 0:42:10, or 4:05 under an hour; negative times as −4:05. */
export function formatClock(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000)
  if (total >= 3600) return formatSessionClock(ms)
  return `${signOf(ms)}${Math.floor(total / 60)}:${twoDigits(total % 60)}`
}

/** 0:42:10, always with its hours, so that minutes of a session's clock are not taken for hours. */
export function formatSessionClock(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000)
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  return `${signOf(ms)}${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}`
}

function signOf(ms: number): string {
  return ms < 0 ? '−' : ''
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}

/** 2 min 10 s, 45 s, 1 h 05: how long something was. */
export function formatLength(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  return s >= 60 && s < 3600 && s % 60 > 0 ? `${Math.floor(s / 60)} min ${s % 60} s` : formatAge(ms)
}

/** 1 s, 45 s, 4 min, 1 h 05: how old something is. */
export function formatAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min`
  return `${Math.floor(s / 3600)} h ${String(Math.floor(s / 60) % 60).padStart(2, '0')}`
}
