import { type Instant, MINUTE_MS } from '../time.ts'
import type { GapRecord, Session } from './types.ts'

/*
 * How much of the monotonic line has really passed. After a restart of the computer the line goes by its wall clock, which
 * may be wrong; a person may then say how long it was (AR-22). The line itself never changes.
 */

/** The length of this gap on the line is not known: nobody has confirmed it yet. */
export function isUnsure({ byWallMs, confirmed }: GapRecord): boolean {
  return byWallMs !== undefined && confirmed === undefined
}

/** Nobody knows how long ago this was: what is reckoned from it does not hold before the gap is confirmed. */
export function isTimeUnsure({ gaps }: Pick<Session, 'gaps'>, since: Instant | undefined): boolean {
  return since !== undefined && gaps.some(gap => isUnsure(gap) && gap.to.monoMs > since.monoMs)
}

/** How much more the line counts than has passed, in the gaps between two moments on it, ms; negative where it counts less. */
export function overcountMs(
  { gaps }: Pick<Session, 'gaps'>,
  fromMs: number,
  toMs: number = Number.POSITIVE_INFINITY,
): number {
  return gaps
    .filter(({ from, to }) => from.monoMs >= fromMs && to.monoMs <= toMs)
    .reduce((sum, gap) => sum + overcountOf(gap), 0)
}

/** How much more the line counts for this gap than a person says, ms. */
export function overcountOf({ from, to, lengthMin }: GapRecord): number {
  return lengthMin === undefined ? 0 : to.monoMs - from.monoMs - lengthMin * MINUTE_MS
}

/** What has really passed between two moments, ms. */
export function elapsedMs(session: Pick<Session, 'gaps'>, from: Instant, to: Instant): number {
  return to.monoMs - from.monoMs - overcountMs(session, from.monoMs, to.monoMs)
}
