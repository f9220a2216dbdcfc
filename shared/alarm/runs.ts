import { SECOND_MS } from '../time.ts'

/** A longer silence starts every timer of a stream afresh (AR-1, AR-7, AR-17). */
export const STREAM_GAP_MS = 10 * SECOND_MS

/** A run of samples that a timer counts, by its first and its last one. Times on the monotonic line. */
export interface Run {
  readonly sinceMs: number
  readonly lastMs: number
}

/** The run with one more sample; a new one where it has waited more than 10 s for it. */
export function extendRun(run: Run | null, atMs: number): Run {
  if (run === null || atMs - run.lastMs > STREAM_GAP_MS) return { sinceMs: atMs, lastMs: atMs }
  return { sinceMs: run.sinceMs, lastMs: atMs }
}

/** How long it has lasted, measured between samples (AR-1). */
export function lengthOf({ sinceMs, lastMs }: Run): number {
  return lastMs - sinceMs
}
