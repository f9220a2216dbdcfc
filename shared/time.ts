/**
 * One moment on both clocks.
 *
 * `monoMs` never steps, and is carried on across restarts (`electron/core/clock.ts`); every duration, delay and timer is
 * computed from it (rule AR-14). `wallMs` is for people: it is shown and printed, and never subtracted.
 */
export interface Instant {
  /** Milliseconds on Vigil's own monotonic time line. */
  readonly monoMs: number
  /** Milliseconds since 1970-01-01T00:00:00Z, as the computer's clock said then. */
  readonly wallMs: number
}

export const SECOND_MS = 1000
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** A wall clock that moves by more against the monotonic one has been stepped (AR-14). */
export const CLOCK_STEP_MS = 2 * SECOND_MS

/** Where a moment belongs among times that are in order: behind all that are not later. Almost always at the end. */
export function placeInTime(timesMs: readonly number[], monoMs: number): number {
  return timesMs.findLastIndex(timeMs => timeMs <= monoMs) + 1
}

/** In the order in which they were taken; what was taken together stays as it was told. */
export function byTimeTaken(a: { readonly takenAt: Instant }, b: { readonly takenAt: Instant }): number {
  return a.takenAt.monoMs - b.takenAt.monoMs
}
