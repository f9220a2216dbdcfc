import type { Timers } from '../timers.ts'

export interface ManualTimers extends Timers {
  /** Lets time pass, running every timer that falls due at its own time, and every promise in between. */
  pass(ms: number): Promise<void>
  /** Timers that are set and have not run. */
  pending(): number
}

/** A clock turned by hand. Wall time runs 1 000 000 ms ahead, so that a mix-up of the two shows. */
export function createManualTimers(): ManualTimers {
  let nowMs = 0
  let timers: { readonly atMs: number; readonly run: () => void }[] = []

  return {
    now: () => ({ monoMs: nowMs, wallMs: nowMs + 1_000_000 }),
    setTimer(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    async pass(ms) {
      const untilMs = nowMs + ms
      await settlePromises()
      for (;;) {
        const next = timers.filter(timer => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (!next) break
        timers = timers.filter(timer => timer !== next)
        nowMs = Math.max(nowMs, next.atMs)
        next.run()
        await settlePromises()
      }
      nowMs = untilMs
    },
    pending: () => timers.length,
  }
}

/** Lets every promise that can settle by itself do so. */
function settlePromises(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
