import { performance } from 'node:perf_hooks'
import type { Timers } from '../timers.ts'

/** Real timers on a fast clock, counted: for tests over real ports of what takes a link minutes. */
export function createFastTimers(faster: number): Timers & { pending(): number } {
  let pending = 0
  return {
    now: () => ({ monoMs: performance.now() * faster, wallMs: Date.now() }),
    setTimer(delayMs, run) {
      pending += 1
      let set = true
      const unset = () => {
        if (set) pending -= 1
        set = false
      }
      const timer = setTimeout(() => {
        unset()
        run()
      }, delayMs / faster)
      return () => {
        unset()
        clearTimeout(timer)
      }
    },
    pending: () => pending,
  }
}
