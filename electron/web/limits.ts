import { SECOND_MS } from '../../shared/time.ts'

/** What one browser entry takes at the most, from whoever it comes: a clinic has a handful of windows. */
export interface Limits extends Readonly<Record<keyof typeof limits, number>> {}

export const limits = {
  connections: 64,
  headerMs: 5 * SECOND_MS,
  headerBytes: 8 * 1024,
  requestMs: 10 * SECOND_MS,
  /** How often the two above are looked at; Node's own 30 s would let each last that much longer. */
  lookMs: SECOND_MS,
  /** Sockets that have not yet said their key. */
  waiting: 16,
  keyMs: 5 * SECOND_MS,
  /** A message from a window is small; a larger one is no message of ours. */
  messageBytes: 256 * 1024,
  /** How deep a message is nested: the deepest of ours, a preset, has some ten levels. */
  messageDepth: 32,
  /** Of how many parts a message is made: the richest of ours, a preset, has some hundreds. What is long is text. */
  messageParts: 10_000,
  /** A window that takes no more for so long is closed; it will come back and ask for a snapshot. */
  unsentBytes: 16 * 1024 * 1024,
  /** Requests of one window that are not answered yet. */
  unanswered: 256,
  /** A refused connection is given so long to read why. */
  lingerMs: SECOND_MS,
} as const
