import { MINUTE_MS } from '../../../shared/time.ts'
import type { Credentials } from '../contracts/people.ts'

/** Wrong tries in a row that cost nothing: people mistype. */
export const FREE_TRIES = 5
/** After each further one, in minutes. Never for good: a lock that a stranger can close keeps the right person out. */
const WAITS_MIN = [0.5, 1, 2, 4, 8, 15] as const
const LONGEST_MIN = 15

type Tries = NonNullable<Credentials['tries']>

/** How long nothing is looked at yet, in milliseconds; 0: a try is taken. */
export function waitMs(tries: Tries | undefined, nowMonoMs: number): number {
  if (!tries) return 0
  // However the line of time has moved, nobody waits longer than the longest.
  return Math.min(Math.max(0, tries.untilMonoMs - nowMonoMs), LONGEST_MIN * MINUTE_MS)
}

/** Counted before the try is looked at, so that many at once count too. */
export function countTry(tries: Tries | undefined, nowMonoMs: number): Tries {
  const wrong = (tries?.wrong ?? 0) + 1
  const min = wrong < FREE_TRIES ? 0 : (WAITS_MIN[wrong - FREE_TRIES] ?? LONGEST_MIN)
  return { wrong, untilMonoMs: nowMonoMs + min * MINUTE_MS }
}
