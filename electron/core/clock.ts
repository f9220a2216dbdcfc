import { uptime } from 'node:os'
import { performance } from 'node:perf_hooks'
import { type Instant, SECOND_MS } from '../../shared/time.ts'

/** Where a clock gets its times from, all in milliseconds; tests pass their own. */
export interface ClockSource {
  /** On any monotonic scale. On some systems it stands still while the computer sleeps. */
  mono(): number
  wall(): number
  /** Since the computer was switched on, sleep included. */
  up(): number
}

const computer: ClockSource = {
  mono: () => performance.now(),
  wall: () => Date.now(),
  up: () => uptime() * SECOND_MS,
}

/** What has become of time since the last look. */
export interface Passed {
  /** How far the wall clock has been stepped against the monotonic one (AR-14). */
  readonly wallStepMs: number
  /** Vigil has not run for so long: the computer slept, or the program stood still. 0 when it has run (AR-13). */
  readonly stoodMs: number
}

export interface Clock {
  now(): Instant
  /** To be called about once a second. Time that the computer has slept is taken onto the monotonic line here. */
  look(): Passed
}

/** Computers give their uptime in whole seconds: a difference up to here is no sleep. */
const UPTIME_ERROR_MS = 3 * SECOND_MS
/** A longer pause between two looks is no mere load: so long a silence of a monitor would be its loss (AR-7). */
const STOOD_MS = 10 * SECOND_MS

/**
 * The core's clock. Its monotonic line goes on where the last run left it: the time while Vigil was not running is taken
 * from the wall clock, once, at start; after that the wall clock is only shown (AR-13, AR-14). The time that the computer
 * sleeps counts, as it does for the patient.
 *
 * @param last the newest instant the last run is known to have lived, or null for a new installation
 */
export function createClock(last: Instant | null, source: ClockSource = computer): Clock {
  let offset = (last ? last.monoMs + Math.max(0, source.wall() - last.wallMs) : 0) - source.mono()
  const read = () => ({ mono: source.mono(), wall: source.wall(), up: source.up() })
  let before = read()
  return {
    now: () => ({ monoMs: Math.round(source.mono() + offset), wallMs: Math.round(source.wall()) }),
    look() {
      const now = read()
      const ranMs = now.mono - before.mono
      const aheadMs = now.up - before.up - ranMs
      const sleptMs = aheadMs > UPTIME_ERROR_MS ? aheadMs : 0
      const passedMs = ranMs + sleptMs
      const stoodMs = passedMs > STOOD_MS ? passedMs : 0
      // What was slept is known to the second only; a step of the wall clock within it cannot be told from that.
      const apartMs = now.wall - before.wall - passedMs
      const wallStepMs = sleptMs > 0 && Math.abs(apartMs) <= UPTIME_ERROR_MS ? 0 : apartMs
      offset += sleptMs
      before = now
      return { wallStepMs, stoodMs }
    },
  }
}

/**
 * A room's clock: the core's own, or, for a simulated patient, one that has run `speed` times as fast since the session was
 * opened. It follows from the session alone, so it is the same after a restart.
 */
export function roomInstant(
  core: Instant,
  session: { readonly openedAt: Instant; readonly speed: number } | null,
): Instant {
  if (!session || session.speed === 1) return core
  const passed = (core.monoMs - session.openedAt.monoMs) * session.speed
  return {
    monoMs: Math.round(session.openedAt.monoMs + passed),
    wallMs: Math.round(session.openedAt.wallMs + passed),
  }
}
