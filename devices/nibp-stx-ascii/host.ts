import type { Host } from '../driver.ts'
import { createCuffHost } from '../kit/cuff-host.ts'
import { ABORT, commands } from './frame.ts'

/** The module tells its pressure by itself; while it rests, asking for the last result shows that it is there. */
export function createHost(): Host {
  return createCuffHost({
    start: commands.start,
    abort: ABORT,
    fetch: commands.readResult,
    idlePoll: commands.readResult,
    idleEveryMs: 3000,
    busyPoll: null,
    busyEveryMs: 250,
    afterAbortMs: 500,
    startShowsWithinMs: 3000,
    // A start that was taken but not heard of would inflate the cuff twice: the person decides.
    startTries: 1,
    longestMs: 120_000,
  })
}
