import { HOUR_MS, MINUTE_MS } from '../time.ts'
import { extraFromMs } from './extra.ts'
import { lineFrom } from './line.ts'
import type { DueItem, GapRecord, Session } from './types.ts'

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

/**
 * An open reading that an alarm before the gap asked for is due as long after it as it was; the line has that elsewhere now.
 *
 * @param gap as it is said now
 * @param askedMs when the reading was taken that alarmed last
 */
export function moveExtra(
  item: DueItem,
  gap: GapRecord,
  askedMs: number,
  { before, after }: { readonly before: Session; readonly after: Session },
): DueItem {
  const isOpen = item.status !== 'excused' && !item.doneAt
  if (!item.extra || !isOpen || askedMs > gap.from.monoMs) return item
  // One that was asked for since counts from then.
  if (extraFromMs(before, item) >= gap.to.monoMs) return item
  const [was, is] = [lineFrom(before, askedMs), lineFrom(after, askedMs)]
  const move = (ms: number) => Math.round(is.momentAt(was.at(ms)))
  return {
    ...item,
    targetMonoMs: move(item.targetMonoMs),
    fromMonoMs: move(item.fromMonoMs),
    toMonoMs: move(item.toMonoMs),
  }
}
