import { performance } from 'node:perf_hooks'

/** How often it is looked whether the core's loop would have its turn, ms. */
const LOOK_MS = 2

/** For how long, at the longest, nothing else had its turn while something was done, ms. */
export async function longestHoldUp(work: () => Promise<void>): Promise<number> {
  let lastMs = performance.now()
  let longestMs = 0
  const look = () => {
    const nowMs = performance.now()
    longestMs = Math.max(longestMs, nowMs - lastMs)
    lastMs = nowMs
  }
  const timer = setInterval(look, LOOK_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  look()
  return longestMs
}
