import { setImmediate } from 'node:timers/promises'

/** Alarms are watched every 100 ms: no piece of work may take much of that. */
const PIECE_MS = 20

/** Gives way to everything else once a piece of work has taken its time. */
export function createPace(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < PIECE_MS) return
    await setImmediate()
    since = performance.now()
  }
}
