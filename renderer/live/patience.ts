import { SECOND_MS } from '../../shared/time.ts'

/** A refused snapshot is asked for again after so long. */
export const SNAPSHOT_AGAIN_MS = SECOND_MS
/** One that is not answered for so long, and each time twice as long, is asked for again: a window must not wait for ever. */
export const SNAPSHOT_WITHIN_MS = 10 * SECOND_MS

/** A refused history is asked for again after so long, and each time twice as long: what a room tells must not make many of it. */
const HISTORY_AGAIN_MS = SECOND_MS
const HISTORY_AGAIN_MOST_MS = 10 * SECOND_MS

/** How long the next history of a room must wait, by how often it was refused in a row. ms */
export function historyAgainMs(refused: number): number {
  return refused === 0 ? 0 : Math.min(HISTORY_AGAIN_MS * 2 ** (refused - 1), HISTORY_AGAIN_MOST_MS)
}

export function nothingAfter(ms: number): Promise<null> {
  return new Promise(resolve => globalThis.setTimeout(resolve, ms, null))
}
