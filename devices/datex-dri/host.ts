import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { INTERVAL_S } from './encoder.ts'
import { writeFrame } from './frame.ts'
import { makeRequest } from './record.ts'

export const requests = {
  start: writeFrame(makeRequest(INTERVAL_S)),
  cancel: writeFrame(makeRequest(0)),
} as const

/** Two intervals and 2 s without a record: the monitor was off, or did not hear. */
const ASK_AGAIN_MS = (2 * INTERVAL_S + 2) * 1000
/** Between two requests. */
const APART_MS = 500

/** Asks once for displayed values every five seconds, the shortest interval there is; after that the monitor speaks. */
export function createHost(): Host {
  let queue: Uint8Array[] = [requests.cancel, requests.start]
  let nextMs = Number.NEGATIVE_INFINITY
  let heardMs: number | null = null
  return {
    commands: [],
    command: () => ({
      ok: false,
      reason: phrase.monitors.onlyReads,
    }),
    // The next program starts clean.
    end: () => [requests.cancel],
    step(nowMs, _samples, heard) {
      heardMs ??= nowMs
      if (heard) heardMs = nowMs
      if (queue.length === 0 && nowMs - heardMs >= ASK_AGAIN_MS) {
        queue = [requests.start]
        heardMs = nowMs
      }
      if (nowMs < nextMs) return { send: [], wakeAtMs: nextMs }
      const [next, ...rest] = queue
      queue = rest
      nextMs = nowMs + (next === undefined ? 1000 : APART_MS)
      return { send: next === undefined ? [] : [next], wakeAtMs: nextMs }
    },
  }
}
