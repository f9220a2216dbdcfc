import { SECOND_MS } from '../../shared/time.ts'

/** With more open rooms than this, readings without events wait for every second beat. What happens is handed over at once. */
const FEW_ROOMS = 3

export interface Beat {
  /** Windows, watchdog and record are told that the core lives. */
  readonly isBeat: boolean
  /** What has gathered of every room goes to the record, in one transaction with the beat. */
  readonly isDue: boolean
}

/** The core's beat, once a second: what goes to the record by time goes with it, and not by a clock of its own. */
export function createBeats(): (nowMs: number, openRooms: number) => Beat {
  let lastMs = Number.NEGATIVE_INFINITY
  let beats = 0
  return (nowMs, openRooms) => {
    // A line that goes back never makes anything wait.
    const isBeat = nowMs < lastMs || nowMs - lastMs >= SECOND_MS
    if (!isBeat) return { isBeat, isDue: false }
    lastMs = nowMs
    beats += 1
    return { isBeat, isDue: openRooms <= FEW_ROOMS || beats % 2 === 0 }
  }
}
