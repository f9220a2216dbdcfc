import type { Instant } from '../../shared/time.ts'

/** Time as rooms, lines and ports get it, so that tests can turn the clock by hand. */
export interface Timers {
  now(): Instant
  /** Calls `run` once, `delayMs` from now on the monotonic line. Gives its cancellation, harmless when late. */
  setTimer(delayMs: number, run: () => void): () => void
}

/** The computer's own timers. `now` comes from the core, whose monotonic line is carried on across restarts. */
export function systemTimers(now: () => Instant = readClocks): Timers {
  return {
    now,
    setTimer(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  }
}

function readClocks(): Instant {
  return { monoMs: performance.now(), wallMs: Date.now() }
}

/** Waits for a promise that never rejects, but not longer than this. */
export function within(done: Promise<void>, limitMs: number, timers: Timers): Promise<void> {
  return new Promise(resolve => {
    const cancel = timers.setTimer(limitMs, resolve)
    void done.then(() => {
      cancel()
      resolve()
    })
  })
}
