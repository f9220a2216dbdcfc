import type { Host } from '../driver.ts'
import { createCuffHost } from '../kit/cuff-host.ts'
import { commands } from './packet.ts'

/** Times as the file of two public integrations has them: commands 100 ms apart, the pressure five times a second. */
export function createHost(): Host {
  return createCuffHost({
    start: commands.start,
    abort: commands.abort,
    fetch: commands.readResult,
    idlePoll: commands.readPressure,
    idleEveryMs: 1000,
    busyPoll: commands.readPressure,
    busyEveryMs: 200,
    afterAbortMs: 500,
    startShowsWithinMs: 5000,
    // "Busy" is answered while the safety pause runs.
    startTries: 3,
    // The hardware's own limit for adults.
    longestMs: 180_000,
  })
}
