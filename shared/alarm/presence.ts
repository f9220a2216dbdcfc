import { MINUTE_MS, SECOND_MS } from '../time.ts'
import { addTime, addUpSince, type Stretch } from './stretches.ts'

/** How much of the recent past something was there, for AR-20: a signal with values, a link with frames. */
export interface Presence {
  /** Time has been counted up to here. */
  readonly toMs: number
  /** What was lost (`yesMs`) and what was there (`noMs`); time that does not count stands in neither. */
  readonly stretches: readonly Stretch[]
  /** Where the newest loss ended that counts, and the one before it; null: there was none. */
  readonly lossToMs: number | null
  readonly earlierLossToMs: number | null
  /** It has been there since the newest loss: the next one is another. */
  readonly isBack: boolean
  /** What was before this counts towards no further alarm; null: all of it does. */
  readonly sinceMs: number | null
  /** When its alarm was last raised. */
  readonly raisedMs: number | null
  /** Its alarm ends only when it has been there for most of a minute. */
  readonly isLasting: boolean
}

/** Looked at is so much … */
export const LOOKED_AT_MS = 120 * SECOND_MS
/** … of which more than this, in two or more losses, is "mostly gone". */
const MOSTLY_MS = 60 * SECOND_MS
/** It is back when of a minute it was there for so long. */
const STEADY_OF_MS = MINUTE_MS
const STEADY_MS = 48 * SECOND_MS

/** Nothing is known of the time before: it counts as there. */
export function beginPresence(nowMs: number): Presence {
  return {
    toMs: nowMs,
    stretches: [{ fromMs: nowMs - LOOKED_AT_MS, toMs: nowMs, yesMs: 0, noMs: LOOKED_AT_MS }],
    lossToMs: null,
    earlierLossToMs: null,
    isBack: true,
    sinceMs: null,
    raisedMs: null,
    isLasting: false,
  }
}

/** Counts time up to `toMs` as lost or as there. */
export function count(presence: Presence, toMs: number, isLost: boolean): Presence {
  const { stretches, lossToMs, isBack } = presence
  if (toMs <= presence.toMs) return presence
  const counted = addTime(stretches, presence.toMs, toMs, isLost, toMs - LOOKED_AT_MS)
  const next = { ...presence, toMs, stretches: counted }
  if (!isLost) return next
  return isBack
    ? { ...next, earlierLossToMs: lossToMs, lossToMs: toMs, isBack: false }
    : { ...next, lossToMs: toMs }
}

/** Lets time up to `toMs` pass without counting it. */
export function passOver(presence: Presence, toMs: number): Presence {
  return toMs <= presence.toMs ? presence : { ...presence, toMs }
}

/** A value, or a frame, has come. */
export function noteBack(presence: Presence): Presence {
  return presence.isBack ? presence : { ...presence, isBack: true }
}

/** Of the last two minutes, more than one was lost, in two or more losses. */
export function isMostlyGone(presence: Presence, nowMs: number): boolean {
  const { stretches, lossToMs, earlierLossToMs, sinceMs } = presence
  const fromMs = Math.max(nowMs - LOOKED_AT_MS, sinceMs ?? Number.NEGATIVE_INFINITY)
  if (lossToMs === null || earlierLossToMs === null || earlierLossToMs <= fromMs) return false
  return addUpSince(stretches, fromMs).yesMs > MOSTLY_MS
}

/** Of the last minute, it was there for 48 s. */
export function isSteady({ stretches }: Presence, nowMs: number): boolean {
  return addUpSince(stretches, nowMs - STEADY_OF_MS).noMs >= STEADY_MS
}
