import { useEffect, useState } from 'react'
import type { Instant } from '../../shared/time.ts'
import type { LiveRoom } from './store.ts'

/** The room's time now: the core's, plus what has passed since it was told, at the room's own pace. */
export function roomNow({ view, receivedMs }: LiveRoom, nowMs = performance.now()): Instant {
  const passed = Math.max(0, nowMs - receivedMs) * view.clock.speed
  return { monoMs: view.clock.monoMs + passed, wallMs: view.clock.wallMs + passed }
}

/** Draws the component anew every `everyMs`. Nothing is decided by it: it only keeps ages on screen true. */
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
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(seconds).padStart(2, '0')}`
  return `${ms < 0 ? '−' : ''}${hours > 0 ? `${hours}:` : ''}${tail}`
}

/** 1 s, 45 s, 4 min, 1 h 05: how old something is. */
export function formatAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min`
  return `${Math.floor(s / 3600)} h ${String(Math.floor(s / 60) % 60).padStart(2, '0')}`
}
