import { performance } from 'node:perf_hooks'
import type { Timers } from '../timers.ts'
import { createVirtualTimers } from '../virtual-timers.ts'

const TICK_MS = 5
/** However late a tick comes, it moves the clock on by no more than this, real ms. */
const MOST_MS = 10

/**
 * A fast clock for both ends of a real line. On a busy machine it lags: a pause of the computer must not look like minutes of
 * silence of the monitor. To be stopped.
 */
export function createLaggingTimers(faster: number): Timers & { stop(): void } {
  const timers = createVirtualTimers({ monoMs: 0, wallMs: Date.now() })
  let atMs = performance.now()
  const tick = setInterval(() => {
    const realMs = performance.now()
    const passedMs = Math.min(realMs - atMs, MOST_MS) * faster
    atMs = realMs
    const { monoMs, wallMs } = timers.now()
    timers.advanceTo({ monoMs: monoMs + passedMs, wallMs: wallMs + passedMs })
  }, TICK_MS)
  return { ...timers, stop: () => clearInterval(tick) }
}
