import { monitorEventLoopDelay } from 'node:perf_hooks'

/*
 * Loaded into the process under attack (`--import`, `--expose-gc`): tells its starter, when asked, how its loop and memory do.
 * Each answer counts from the one before.
 */

export interface Probed {
  /** Of its loop, in ms: how late a timer of 5 ms came. */
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly heapBytes: number
  readonly rssBytes: number
  readonly sockets: number
}

const RESOLUTION_MS = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()

process.on('message', () => {
  // The collection itself holds the loop up, and is none of the core's doing.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  const [p50Ms, p99Ms, maxMs] = [late(delay.percentile(50)), late(delay.percentile(99)), late(delay.max)]
  globalThis.gc?.()
  const probed: Probed = {
    p50Ms,
    p99Ms,
    maxMs,
    heapBytes: process.memoryUsage().heapUsed,
    rssBytes: process.memoryUsage().rss,
    sockets: process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap').length,
  }
  process.send?.(probed)
  delay.reset()
})
// Its starter may go first; the process under attack is not held by it.
process.channel?.unref()
