import type { Hl7Time } from './time.ts'

/** Project choice: the network may hold a message up for so long without anybody calling it late. */
const JITTER_MS = 2000
/** What comes late for so long is not late: the sender's clock was set back, or is slow. */
const LATE_AT_MOST_MS = 60_000

/**
 * How much later a message comes than the promptest did, in seconds: what has waited in a queue while the network was down
 * still says that it is of now. A message cannot come early, so the promptest tells how the two clocks differ.
 *
 * @returns takes when a message was sent by its sender's clock, and when it came
 */
export function createLateness(): (sentAt: Hl7Time | null, atMs: number | undefined) => number {
  let promptest: number | null = null
  let lateSinceMs: number | null = null
  return (sentAt, atMs) => {
    if (sentAt === null || atMs === undefined) return 0
    const ahead = sentAt.localMs - atMs
    const lateMs = promptest === null ? 0 : promptest - ahead
    if (lateMs < JITTER_MS) {
      promptest = promptest === null ? ahead : Math.max(promptest, ahead)
      lateSinceMs = null
      return 0
    }
    lateSinceMs ??= atMs
    if (atMs - lateSinceMs < LATE_AT_MOST_MS) return Math.round(lateMs / 1000)
    promptest = ahead
    lateSinceMs = null
    return 0
  }
}
