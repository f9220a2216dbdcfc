import { HOUR_MS, MINUTE_MS } from '../time.ts'
import type { GapRecord } from './types.ts'

/* What people say of the length of a gap: all that is reckoned from before it rests on their word. */

/** Longer than a session is watched (AR-22): rather a slip than a length. */
const LONG_MS = 12 * HOUR_MS
/** So far from what the clock said, in ms and as a share of the longer of the two, a length wants a second look: a digit may lack. */
const OFF_MS = 10 * MINUTE_MS
const OFF_SHARE = 0.5

/** Does that length want a second look? A clock that went back says nothing that it could be held against. */
export function isLengthOff({ byWallMs = -1 }: GapRecord, lengthMin: number): boolean {
  const saidMs = lengthMin * MINUTE_MS
  if (saidMs > LONG_MS) return true
  const offMs = Math.abs(saidMs - byWallMs)
  return byWallMs >= 0 && offMs >= OFF_MS && offMs >= OFF_SHARE * Math.max(saidMs, byWallMs)
}
