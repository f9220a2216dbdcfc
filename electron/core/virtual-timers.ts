import type { Instant } from '../../shared/time.ts'
import type { Timers } from './timers.ts'

export interface VirtualTimers extends Timers {
  /** Runs every timer that is due up to `instant`, each at its own time and in order, and ends there. */
  advanceTo(instant: Instant): void
}

interface Entry {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

/**
 * Timers of a simulated room, moved on by the core's loop instead of by the computer. However late the loop comes, and
 * however fast the room's clock runs, things happen in the order and at the times they were meant to: a busy computer
 * makes a simulated session lag, never lose its link.
 */
export function createVirtualTimers(start: Instant): VirtualTimers {
  let now = start
  let count = 0
  let entries: readonly Entry[] = []
  const wallAhead = start.wallMs - start.monoMs

  return {
    now: () => now,
    setTimer(delayMs, run) {
      const entry: Entry = { atMs: now.monoMs + Math.max(0, delayMs), order: count++, run }
      entries = [...entries, entry]
      return () => {
        entries = entries.filter(other => other !== entry)
      }
    },
    advanceTo(instant) {
      for (;;) {
        const next = earliest(entries)
        if (!next || next.atMs > instant.monoMs) break
        entries = entries.filter(entry => entry !== next)
        const atMs = Math.max(next.atMs, now.monoMs)
        now = { monoMs: Math.round(atMs), wallMs: Math.round(atMs + wallAhead) }
        next.run()
      }
      if (instant.monoMs > now.monoMs) now = instant
    },
  }
}

function earliest(entries: readonly Entry[]): Entry | undefined {
  let first: Entry | undefined
  for (const entry of entries)
    if (!first || entry.atMs < first.atMs || (entry.atMs === first.atMs && entry.order < first.order))
      first = entry
  return first
}
