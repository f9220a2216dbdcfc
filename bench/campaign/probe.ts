import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

/*
 * Loaded into every process of Vigil under attack (`NODE_OPTIONS=--import`): writes down, when it is signalled, how its loop and its memory do.
 * Each answer counts from the one before.
 */

export interface Probed {
  /** Of its loop, in ms: how late a timer of 5 ms came. */
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly heapBytes: number
  readonly rssBytes: number
  /** What keeps its loop going: sockets, timers, pipes. */
  readonly handles: number
  readonly sockets: number
}

/** Where the answers go, a file a process. */
export const PROBE_FOLDER = 'VIGIL_CAMPAIGN_PROBES'

const RESOLUTION_MS = 5
const folder = process.env[PROBE_FOLDER]
if (isMainThread && folder !== undefined) listen(folder)

function listen(to: string): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  process.on('SIGUSR2', () => {
    // The collection itself holds the loop up, and is none of Vigil's doing.
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
    const [p50Ms, p99Ms, maxMs] = [late(delay.percentile(50)), late(delay.percentile(99)), late(delay.max)]
    collect()
    const resources = process.getActiveResourcesInfo()
    const probed: Probed = {
      p50Ms,
      p99Ms,
      maxMs,
      heapBytes: process.memoryUsage().heapUsed,
      rssBytes: process.memoryUsage().rss,
      handles: resources.length,
      sockets: resources.filter(name => name === 'TCPSocketWrap').length,
    }
    writeFileSync(join(to, String(process.pid)), `${JSON.stringify(probed)}\n`)
    delay.reset()
  })
}
