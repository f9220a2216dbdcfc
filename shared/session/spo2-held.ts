import { type Instant, MINUTE_MS } from '../time.ts'
import { HALF_MINUTE_MS } from './baseline.ts'
import { leastPassedMs, mostAgeMs } from './elapsed.ts'
import type { Evidence } from './evidence.ts'
import { isOnOxygen, oxygenStopped } from './oxygen.ts'
import type { LowestSpo2, RoomState } from './room-state.ts'
import type { Shortcomings } from './shortcomings.ts'

/* D4: SpO2 over the last five minutes, on room air (monitoring protocols, 8.6). */

const HOME_SPO2 = 94
const BELOW_BASELINE = 2
/** SpO2 must have held for so long. */
export const SPO2_HELD_MS = 5 * MINUTE_MS
/** Sure values of a probe must be there for all of it but so much [P]: a probe slips. */
const MISSING_MS = MINUTE_MS

/** What is known of it, and what is wrong. */
export interface Spo2Held {
  readonly passed: boolean
  readonly wrong: Shortcomings
  readonly evidence: Evidence
}

/**
 * Minutes that were watched must be there: seconds of a good value after a silence reassure nobody, nor do doubtful ones; their lows
 * count. A single check, where nothing watches, counts with the last value before it.
 */
export function judgeHeld({ session, spo2Lately = [] }: RoomState, now: Instant): Spo2Held {
  const { t0 } = session
  const since = t0 ? spo2Lately.filter(({ atMs }) => atMs >= t0.monoMs) : []
  const ageMs = (atMs: number) => mostAgeMs(session, atMs, now)
  const lately = since.filter(one => ageMs(endOfLowest(one)) < SPO2_HELD_MS)
  const isChecked = lately.every(({ spot }) => spot)
  const before = isChecked ? since[since.length - lately.length - 1]?.min : undefined
  const lowest = lately.length === 0 ? null : Math.min(...lately.map(({ min }) => min))
  const base = session.baseline?.spo2 ?? null
  const isGood = (value: number) => value >= HOME_SPO2 || (base !== null && value >= base - BELOW_BASELINE)
  const isLow = lowest !== null && !isGood(lowest)
  const wasLow = before !== undefined && !isGood(before)
  const isSureCheck = isChecked && lately.some(({ doubtful }) => !doubtful)
  const heldMs = isSureCheck ? SPO2_HELD_MS : watchedIn(lately, ageMs)
  const isShort = heldMs < SPO2_HELD_MS - MISSING_MS
  const wrong: Shortcomings = {
    ...(lowest === null ? { none: 1 } : {}),
    ...(isLow || wasLow
      ? { spo2: HOME_SPO2 - Math.min(lowest ?? HOME_SPO2, (wasLow && before) || HOME_SPO2) }
      : {}),
    // With no value at all none is there for long enough, either: the first good ones are better, and end no override.
    ...(isShort ? { held: 1 } : {}),
  }
  if (isOnOxygen(session))
    // Then nothing has held on air, either: the end of it is better, and ends no override.
    return { passed: false, wrong: { ...wrong, oxygen: 1, air: 1 }, evidence: { code: 'onOxygen' } }
  const stopped = oxygenStopped(session)
  const onAirMs = stopped === null ? Number.POSITIVE_INFINITY : leastPassedMs(session, stopped.monoMs, now)
  if (onAirMs < SPO2_HELD_MS)
    return {
      passed: false,
      wrong: { ...wrong, air: 1 },
      evidence: { code: 'onAir', values: { min: Math.floor(onAirMs / MINUTE_MS) } },
    }
  if (lowest === null) return { passed: false, wrong, evidence: { code: 'noSpo2' } }
  return {
    passed: !isLow && !wasLow && !isShort,
    wrong,
    evidence: {
      code: 'lowestSpo2',
      values: {
        lowest,
        ...(isShort ? { heldMin: Math.floor(heldMs / MINUTE_MS) } : {}),
        ...(wasLow ? { before } : {}),
      },
    },
  }
}

/** Until when the last value of this half minute stood; of what earlier versions stored, when it may have been. */
export function endOfLowest({ atMs, toMs, spot }: LowestSpo2): number {
  return toMs ?? (spot ? atMs : atMs + HALF_MINUTE_MS)
}

/** How much of the five minutes was watched, ms: of a half minute that reaches into them, no more than lies in them. */
function watchedIn(lately: readonly LowestSpo2[], ageMs: (atMs: number) => number): number {
  return lately.reduce((sum, one) => {
    const outsideMs = Math.max(0, ageMs(one.atMs) - SPO2_HELD_MS)
    return sum + Math.max(0, Math.min(one.watchedMs ?? 0, endOfLowest(one) - one.atMs - outsideMs))
  }, 0)
}
