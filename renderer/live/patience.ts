import { SECOND_MS } from '../../shared/time.ts'

/** A refused snapshot is asked for again after so long. */
export const SNAPSHOT_AGAIN_MS = SECOND_MS
/** One that is not answered for so long, and each time twice as long, is asked for again: a window must not wait for ever. */
export const SNAPSHOT_WITHIN_MS = 10 * SECOND_MS

export function nothingAfter(ms: number): Promise<null> {
  return new Promise(resolve => globalThis.setTimeout(resolve, ms, null))
}
