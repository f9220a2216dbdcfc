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

/** A wall clock that moves by more against the monotonic one has been stepped (AR-14). */
export const CLOCK_STEP_MS = 2 * SECOND_MS
