import type { Instant } from '../../shared/time.ts'
import { roomInstant } from './clock.ts'
import type { Timers } from './timers.ts'
import { createVirtualTimers, type VirtualTimers } from './virtual-timers.ts'

/** What of a session says how fast its room's time runs. */
export interface Pace {
  readonly openedAt: Instant
  readonly speed: number
}

/** A room's time: the core's own, or, while what its lines say is played, one that the core's loop moves on. */
export interface RoomTime {
  timers(): Timers
  now(): Instant
  isPlayed(): boolean
  /** Leaves the core's time, at this instant. */
  play(start: Instant): void
  /** Returns to the core's time. */
  endPlay(): void
  /** Lets a played room's time pass up to where it is by now, at its own pace. */
  advance(pace: Pace): void
}

/** @param onTurn the room's time has left the core's, or returned to it: nothing that was remembered has a time on the new line */
export function createRoomTime(core: Timers, onTurn: () => void): RoomTime {
  let played: VirtualTimers | null = null

  function turnTo(line: VirtualTimers | null): void {
    if (line !== played) onTurn()
    played = line
  }

  const timers = (): Timers => played ?? core
  return {
    timers,
    now: () => timers().now(),
    isPlayed: () => played !== null,
    play: start => turnTo(createVirtualTimers(start)),
    endPlay: () => turnTo(null),
    advance(pace) {
      played?.advanceTo(roomInstant(core.now(), pace))
    },
  }
}
