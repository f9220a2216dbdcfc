import { SECOND_MS } from '../../shared/time.ts'

/** Readings without events wait so long for the record; with more open rooms, longer. What happens is handed over at once. */
const GATHER_MS = SECOND_MS
const FEW_ROOMS = 3

/** When all rooms hand over what has gathered: together, so that it is one transaction. */
export interface Gathering {
  isDue(nowMs: number, openRooms: number): boolean
}

export function createGathering(): Gathering {
  let lastMs = Number.NEGATIVE_INFINITY
  return {
    isDue(nowMs, openRooms) {
      const everyMs = openRooms > FEW_ROOMS ? 2 * GATHER_MS : GATHER_MS
      // A line that goes back never makes anything wait.
      if (nowMs >= lastMs && nowMs - lastMs < everyMs) return false
      lastMs = nowMs
      return true
    },
  }
}
