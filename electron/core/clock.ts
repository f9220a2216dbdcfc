import { performance } from 'node:perf_hooks'
import type { Instant } from '../../shared/time.ts'
import type { Timers } from '../ports/timers.ts'

/** Where a clock gets its two times from; tests pass their own. */
export interface ClockSource {
  /** Milliseconds on any monotonic scale. */
  mono(): number
  wall(): number
}

const computer: ClockSource = { mono: () => performance.now(), wall: () => Date.now() }

export interface Clock {
  now(): Instant
  /** How far the wall clock has been stepped against the monotonic one since the last call, in ms (AR-14). */
  wallStepMs(): number
}

/**
 * The core's clock. Its monotonic line goes on where the last run left it: the time while Vigil was not running is taken
 * from the wall clock, once, at start; after that the wall clock is only shown (AR-13, AR-14).
 *
 * @param last the newest instant the last run is known to have lived, or null for a new installation
 */
export function createClock(last: Instant | null, source: ClockSource = computer): Clock {
  const offset = (last ? last.monoMs + Math.max(0, source.wall() - last.wallMs) : 0) - source.mono()
  let apart = source.wall() - source.mono()
  return {
    now: () => ({ monoMs: Math.round(source.mono() + offset), wallMs: Math.round(source.wall()) }),
    wallStepMs() {
      const before = apart
      apart = source.wall() - source.mono()
      return apart - before
    },
  }
}

/**
 * A room's clock: the core's own, or, for a simulated patient, one that has run `speed` times as fast since the session was
 * opened. It follows from the session alone, so it is the same after a restart.
 */
export function roomInstant(
  core: Instant,
  session: { readonly openedAt: Instant; readonly speed: number } | null,
): Instant {
  if (!session || session.speed === 1) return core
  const passed = (core.monoMs - session.openedAt.monoMs) * session.speed
  return {
    monoMs: Math.round(session.openedAt.monoMs + passed),
    wallMs: Math.round(session.openedAt.wallMs + passed),
  }
}

/** Timers that run on a room's clock. */
export function roomTimers(now: () => Instant, speed: number): Timers {
  return {
    now,
    setTimer(delayMs, run) {
      const timer = setTimeout(run, delayMs / speed)
      return () => clearTimeout(timer)
    },
  }
}
