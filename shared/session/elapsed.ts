import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
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
  return since !== undefined && gaps.some(gap => isUnsure(gap) && isBeforeEndOf(gap, since.monoMs))
}

/** A clock that went back leaves the line where it stood: what lies on that very moment is taken to be from before. */
function isBeforeEndOf({ from, to }: GapRecord, sinceMs: number): boolean {
  return to.monoMs > sinceMs || from.monoMs >= sinceMs
}

/** How much more the line counts than has passed, in the gaps between two moments on it, ms; negative where it counts less. */
export function overcountMs(
  { gaps }: Pick<Session, 'gaps'>,
  fromMs: number,
  toMs: number = Number.POSITIVE_INFINITY,
): number {
  return gaps.reduce((sum, gap) => sum + overcountOf(gap) * shareWithin(gap, fromMs, toMs), 0)
}

/**
 * What share of a gap lies between two moments, 0 to 1. One in which the line stood still comes after its moment, so that it lies in one
 * of two stretches that meet there; from that moment to the same it is the gap itself.
 */
function shareWithin({ from, to }: GapRecord, fromMs: number, toMs: number): number {
  const { monoMs } = from
  if (to.monoMs === monoMs)
    return fromMs <= monoMs && (toMs > monoMs || (fromMs === monoMs && toMs === monoMs)) ? 1 : 0
  if (monoMs >= fromMs && to.monoMs <= toMs) return 1
  const insideMs = Math.min(to.monoMs, toMs) - Math.max(monoMs, fromMs)
  return insideMs > 0 ? insideMs / (to.monoMs - monoMs) : 0
}

/** The gaps that had begun before a moment: what ended then has nothing of a later one. */
export function gapsBefore(
  { gaps }: Pick<Session, 'gaps'>,
  { monoMs }: Pick<Instant, 'monoMs'>,
): readonly GapRecord[] {
  return gaps.filter(({ from }) => from.monoMs < monoMs)
}

/** How much more the line counts for this gap than a person says, ms. */
function overcountOf({ from, to, lengthMin }: GapRecord): number {
  return lengthMin === undefined ? 0 : to.monoMs - from.monoMs - lengthMin * MINUTE_MS
}

/** What has really passed between two moments, ms. */
export function elapsedMs(session: Pick<Session, 'gaps'>, from: Instant, to: Instant): number {
  return to.monoMs - from.monoMs - overcountMs(session, from.monoMs, to.monoMs)
}

/** What has really passed from one moment on the line to another, ms; negative where the second is the earlier one. */
export function passedMs(session: Pick<Session, 'gaps'>, fromMs: number, toMs: number): number {
  if (toMs < fromMs) return -passedMs(session, toMs, fromMs)
  return toMs - fromMs - overcountMs(session, fromMs, toMs)
}

/**
 * How old something is at most, ms, for what must be recent. Infinite over a gap that nobody has confirmed: before that it may
 * be of any age.
 */
export function mostAgeMs({ gaps }: Pick<Session, 'gaps'>, sinceMs: number, now: Instant): number {
  const isUnknown = gaps.some(
    gap => isUnsure(gap) && isBeforeEndOf(gap, sinceMs) && gap.to.monoMs <= now.monoMs,
  )
  return isUnknown ? Number.POSITIVE_INFINITY : passedMs({ gaps }, sinceMs, now.monoMs)
}

/** How much has passed at least, ms, for what must have lasted: a gap that nobody has confirmed counts for nothing. */
export function leastPassedMs({ gaps }: Pick<Session, 'gaps'>, sinceMs: number, now: Instant): number {
  const sure = gaps.map(gap => (isUnsure(gap) ? { ...gap, lengthMin: 0 } : gap))
  return passedMs({ gaps: sure }, sinceMs, now.monoMs)
}

/**
 * The moment on the line so long ago, as it really passed: over a gap whose length a person has said, the line lacks some of
 * it, or has too much. A moment within such a gap lies in its share of it; where the line stood still, at its one point.
 */
export function momentAgo({ gaps }: Pick<Session, 'gaps'>, now: Instant, agoMs: number): Instant {
  let monoMs = now.monoMs - agoMs
  for (const gap of gaps.toReversed()) {
    const backMs = gap.to.monoMs - monoMs
    if (gap.to.monoMs > now.monoMs || backMs <= 0) continue
    const lineMs = gap.to.monoMs - gap.from.monoMs
    const realMs = lineMs - overcountOf(gap)
    if (backMs < realMs) {
      monoMs = gap.to.monoMs - Math.round((backMs * lineMs) / realMs)
      break
    }
    monoMs += realMs - lineMs
  }
  return { monoMs, wallMs: now.wallMs - agoMs }
}

/**
 * The moment that a sample of such an age was taken; what claims to come from the future is of now. Over a gap that nobody has
 * confirmed nobody knows it: it is the newest that can be, the last moment of the gap, so that in doubt it is judged (AR-16).
 */
export function takenAgo(session: Pick<Session, 'gaps'>, now: Instant, ageS = 0): Instant {
  if (ageS <= 0) return now
  const ago = momentAgo(session, now, ageS * SECOND_MS)
  const gap = unsureGapOver(session, now, ageS)
  return gap ? { ...ago, monoMs: Math.max(gap.from.monoMs, gap.to.monoMs - 1) } : ago
}

/** The gap of unknown length that began after a sample of such an age, or may have: how long ago it was on the line is not known. */
export function unsureGapOver(session: Pick<Session, 'gaps'>, now: Instant, ageS = 0): GapRecord | undefined {
  return gapOver(session, now, ageS, isUnsure)
}

/** The same of any gap whose length is a word of the wall clock, or of a person, in minutes: known, but not to the second. */
export function guessedGapOver(
  session: Pick<Session, 'gaps'>,
  now: Instant,
  ageS = 0,
): GapRecord | undefined {
  return gapOver(session, now, ageS, ({ byWallMs }) => byWallMs !== undefined)
}

function gapOver(
  { gaps }: Pick<Session, 'gaps'>,
  now: Instant,
  ageS: number,
  is: (gap: GapRecord) => boolean,
): GapRecord | undefined {
  const ageMs = ageS * SECOND_MS
  return gaps.findLast(
    gap => is(gap) && gap.to.monoMs <= now.monoMs && passedMs({ gaps }, gap.to.monoMs, now.monoMs) < ageMs,
  )
}
