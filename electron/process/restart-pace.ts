import { SECOND_MS } from '../../shared/time.ts'

/** What has ended is begun again at once, then after 250 ms, and each time later, up to this. */
const AGAIN_MOST_MS = 5 * SECOND_MS
const AGAIN_FIRST_MS = 250
/** What has lived so long has begun well: its end counts as a first one. */
export const WELL_MS = 5 * SECOND_MS

/** How long to wait before something is begun again. */
export function createRestartPace(): { afterMs(livedMs: number): number } {
  let nextMs = 0
  return {
    afterMs(livedMs) {
      const afterMs = livedMs >= WELL_MS ? 0 : nextMs
      nextMs = afterMs === 0 ? AGAIN_FIRST_MS : Math.min(2 * afterMs, AGAIN_MOST_MS)
      return afterMs
    },
  }
}
