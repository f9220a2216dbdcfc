import type { Hl7Time } from './time.ts'

/** Project choice: the network may hold a message up for so long without anybody calling it late. */
const JITTER_MS = 2000
/** Project choice: what is late by the same time for so long comes as fast as it was sent. A queue is emptied faster than that. */
const STEADY_FOR_MS = 10_000

/**
 * How much later a message comes than the promptest did, in seconds: what has waited in a queue while the network was down
 * still says that it is of now. A message cannot come early, so the promptest tells how the two clocks differ. Where all are
 * late alike, the sender's clock was set back.
 *
 * @returns takes when a message was sent by its sender's clock, and when it came
 */
export function createLateness(): (sentAt: Hl7Time | null, atMs: number | undefined) => number {
  let promptest: number | null = null
  let steady: { readonly sinceMs: number; readonly lateMs: number } | null = null
  return (sentAt, atMs) => {
    if (sentAt === null || atMs === undefined) return 0
    const ahead = sentAt.localMs - atMs
    const lateMs = promptest === null ? 0 : promptest - ahead
    if (lateMs < JITTER_MS) {
      promptest = promptest === null ? ahead : Math.max(promptest, ahead)
      steady = null
      return 0
    }
    if (steady === null || Math.abs(lateMs - steady.lateMs) > JITTER_MS) steady = { sinceMs: atMs, lateMs }
    if (atMs - steady.sinceMs < STEADY_FOR_MS) return Math.round(lateMs / 1000)
    promptest = ahead
    steady = null
    return 0
  }
}
