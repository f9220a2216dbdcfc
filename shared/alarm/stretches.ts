import { SECOND_MS } from '../time.ts'

/** A stretch of time, and how much of it was so (`yesMs`) or not so (`noMs`). Time between stretches was neither. */
export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
  readonly yesMs: number
  readonly noMs: number
}

/** Changes within a second share a stretch: a stream of sixty values a second must not fill the memory. */
const FINEST_MS = SECOND_MS

/**
 * The recent past with a further piece of time, which must not begin before the last one ended. What ended before
 * `keepFromMs` is forgotten, so that there is about one stretch a second at most.
 */
export function addTime(
  known: readonly Stretch[],
  fromMs: number,
  toMs: number,
  isSo: boolean,
  keepFromMs: number,
): readonly Stretch[] {
  if (toMs <= fromMs) return known
  const last = known.at(-1)
  if (!last) return [makeStretch(fromMs, toMs, isSo)]
  const first = known[0]
  const kept = first && first.toMs <= keepFromMs ? known.filter(one => one.toMs > keepFromMs) : known
  if (last.toMs === fromMs && (isSo ? last.noMs : last.yesMs) === 0)
    return [...kept.filter(one => one !== last), grow(last, toMs, toMs - fromMs, isSo)]
  const sharedToMs = Math.min(toMs, last.fromMs + FINEST_MS)
  if (sharedToMs <= fromMs) return [...kept, makeStretch(fromMs, toMs, isSo)]
  const grown = [...kept.filter(one => one !== last), grow(last, sharedToMs, sharedToMs - fromMs, isSo)]
  return toMs > sharedToMs ? [...grown, makeStretch(sharedToMs, toMs, isSo)] : grown
}

function makeStretch(fromMs: number, toMs: number, isSo: boolean): Stretch {
  return { fromMs, toMs, yesMs: isSo ? toMs - fromMs : 0, noMs: isSo ? 0 : toMs - fromMs }
}

function grow({ fromMs, yesMs, noMs }: Stretch, toMs: number, byMs: number, isSo: boolean): Stretch {
  return { fromMs, toMs, yesMs: isSo ? yesMs + byMs : yesMs, noMs: isSo ? noMs : noMs + byMs }
}

/** How much of the time from `fromMs` on was so, and how much not so. */
export function addUpSince(stretches: readonly Stretch[], fromMs: number): { yesMs: number; noMs: number } {
  let yesMs = 0
  let noMs = 0
  for (const one of stretches) {
    if (one.toMs <= fromMs) continue
    const span = one.toMs - one.fromMs
    const within = one.toMs - Math.max(one.fromMs, fromMs)
    yesMs += (one.yesMs * within) / span
    noMs += (one.noMs * within) / span
  }
  return { yesMs, noMs }
}
