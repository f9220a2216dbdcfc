import { type Hl7Time, lineMs } from './time.ts'

/** Project choice: the network may hold a message up for so long without anybody calling it late. */
const JITTER_MS = 2000
/** A time that tells no seconds lags behind by up to so much, and is on time. */
const MINUTE_MS = 60_000
/** Project choice: so long must the sender's clock and ours have run together before anything is believed to be of now. */
const TOGETHER_FOR_MS = 3000
/** Project choice: a clock that was set back is believed when it has run with ours for so long. */
const STEADY_FOR_MS = 10_000
/** No clock is slower by more than so much (100 ppm): what it loses in days of a held link is no lateness. */
const DRIFT = 0.0001

export interface Lateness {
  /** How much later than the promptest this message came, in whole seconds. */
  readonly lateS: number
  /** The two clocks have run together: what is not late is of now. */
  readonly isSettled: boolean
}

/**
 * How much later a message comes than the promptest did: what has waited in a queue while the network was down still says that
 * it is of now. A message cannot come early, so the promptest tells how the two clocks differ. Times that run much faster than
 * ours are those of a queue that is being emptied, also when the sender first calls: until both have run together for some seconds,
 * nothing is of now. A sender that stays behind after a gap has a queue; only one whose time goes back was set back.
 *
 * @returns takes when a message was sent by its sender's clock, and when it came
 */
export function createLateness(): (sentAt: Hl7Time | null, atMs: number | undefined) => Lateness {
  let promptest: number | null = null
  /** What `promptest` was when the two clocks began to run together. */
  let base = 0
  let sinceMs = 0
  let isSettled = false
  let last = { sentMs: Number.NEGATIVE_INFINITY, atMs: 0 }
  let steady: { readonly sinceMs: number; readonly lateMs: number } | null = null

  return (sentAt, atMs) => {
    if (sentAt === null || atMs === undefined) return { lateS: 0, isSettled: true }
    const sentMs = lineMs(sentAt)
    const ahead = sentMs - atMs
    const slack = JITTER_MS + (sentAt.isToMinute ? MINUTE_MS : 0)
    const wentBack = sentMs < last.sentMs - JITTER_MS
    if (promptest !== null) promptest -= Math.max(0, atMs - last.atMs) * DRIFT
    last = { sentMs, atMs }
    if (promptest === null || ahead > base + slack) {
      promptest = ahead
      base = ahead
      sinceMs = atMs
      isSettled = false
      steady = null
      return { lateS: 0, isSettled }
    }
    const lateMs = promptest - ahead
    if (lateMs < slack) {
      promptest = Math.max(promptest, ahead)
      steady = null
      if (atMs - sinceMs >= TOGETHER_FOR_MS) isSettled = true
      return { lateS: 0, isSettled }
    }
    if (wentBack) steady = { sinceMs: atMs, lateMs }
    else if (steady !== null && Math.abs(lateMs - steady.lateMs) > slack) steady = null
    if (steady === null || atMs - steady.sinceMs < STEADY_FOR_MS)
      return { lateS: Math.round((lateMs - (slack - JITTER_MS)) / 1000), isSettled }
    promptest = ahead
    base = ahead
    steady = null
    isSettled = true
    return { lateS: 0, isSettled }
  }
}
