import { uptime } from 'node:os'
import { performance } from 'node:perf_hooks'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { Alive } from './contracts/record.ts'

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

/** How long Vigil did not run before this start, and what tells so (AR-22). */
export interface Outage {
  /** So much the monotonic line was moved on for it; never negative. */
  readonly lengthMs: number
  /** The computer was started anew meanwhile, so that only its wall clock tells: that clock's own difference, maybe negative. */
  readonly byWallMs?: number
  /** On the same start of the computer: how far the wall clock was stepped meanwhile. */
  readonly wallStepMs: number
}

export interface Clock {
  now(): Instant
  /** Now, with what tells the next start how long ago that was. */
  alive(): Alive
  /** Between the last run and this one; null for a new installation. */
  readonly outage: Outage | null
  /** To be called about once a second. Time that the computer has slept is taken onto the monotonic line here. */
  look(): Passed
}

/** Computers give their uptime in whole seconds: a difference up to here is no sleep. */
const UPTIME_ERROR_MS = 3 * SECOND_MS
/** A longer pause between two looks is no mere load: so long a silence of a monitor would be its loss (AR-7). */
const STOOD_MS = 10 * SECOND_MS

/** Where the system gives its starts no id, uptime and wall clock must tell the same to within this (AR-22). */
const SAME_START_MS = 30 * SECOND_MS

/**
 * The core's clock. Its monotonic line goes on where the last run left it, and never goes back. The time while Vigil was
 * not running is, on the same start of the computer, what its uptime tells; on another one what the wall clock tells, once,
 * until a person confirms it. After that the wall clock is only shown (AR-13, AR-14, AR-22). The time that the computer sleeps
 * counts, as it does for the patient.
 *
 * @param last the newest moment the last run is known to have lived, or null for a new installation
 * @param boot which start of the computer this is; null where the system does not say
 */
export function createClock(
  last: Alive | null,
  source: ClockSource = computer,
  boot: string | null = null,
): Clock {
  const read = () => ({ mono: source.mono(), wall: source.wall(), up: source.up() })
  let before = read()
  const outage = last && findOutage(last, before, boot)
  let offset = (last && outage ? last.monoMs + outage.lengthMs : 0) - before.mono
  const now = () => ({ monoMs: Math.round(source.mono() + offset), wallMs: Math.round(source.wall()) })
  return {
    now,
    alive: () => ({ ...now(), upMs: Math.round(source.up()), boot }),
    outage,
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

function findOutage(
  last: Alive,
  now: { readonly wall: number; readonly up: number },
  boot: string | null,
): Outage {
  const byWallMs = now.wall - last.wallMs
  const byUptimeMs = last.upMs === undefined ? null : now.up - last.upMs
  if (byUptimeMs === null || byUptimeMs < 0 || !isSameStart(last, boot, byUptimeMs - byWallMs))
    return { lengthMs: Math.max(0, byWallMs), byWallMs, wallStepMs: 0 }
  return { lengthMs: byUptimeMs, wallStepMs: byWallMs - byUptimeMs }
}

function isSameStart(last: Alive, boot: string | null, apartMs: number): boolean {
  if (boot !== null && last.boot != null) return boot === last.boot
  return Math.abs(apartMs) <= SAME_START_MS
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
