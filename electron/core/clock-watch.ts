import type { SystemEvent } from '../../shared/record/system.ts'
import { CLOCK_STEP_MS, SECOND_MS } from '../../shared/time.ts'
import type { Clock, Outage } from './clock.ts'
import type { Guard } from './guard.ts'
import type { Room } from './room.ts'

/** How often the clock is held against the wall's and the computer's. */
const LOOK_MS = SECOND_MS

export interface ClockWatch {
  /** To be called before anything else of a turn, so that no room takes slept time for its monitors' silence. */
  look(): void
  /** Tells how the wall clock was stepped while Vigil did not run; sessions must have been taken up again. */
  tellStart(outage: Outage | null): void
}

/** Looks at the clock about once a second, and tells rooms and record what has become of time. */
export function createClockWatch(
  clock: Clock,
  rooms: () => readonly Room[],
  note: (event: SystemEvent) => void,
  guard: Guard,
): ClockWatch {
  let lastLookMs = clock.now().monoMs

  function tellSleep(stoodMs: number): void {
    const at = clock.now()
    const gapFrom = { monoMs: at.monoMs - stoodMs, wallMs: at.wallMs - stoodMs }
    const lengthS = Math.round(stoodMs / SECOND_MS)
    note({ event: 'system', kind: 'clock', detail: `The computer slept or stood still for ${lengthS} s.` })
    for (const room of rooms()) guard(() => room.wake(gapFrom))
  }

  function tellStep(stepMs: number): void {
    const detail = `The computer's clock was stepped by ${(stepMs / SECOND_MS).toFixed(1)} s.`
    note({ event: 'system', kind: 'clock', detail })
    for (const room of rooms())
      if (room.state()) guard(() => room.apply({ kind: 'clockStep', stepMs: Math.round(stepMs) }))
  }

  return {
    look() {
      if (clock.now().monoMs - lastLookMs < LOOK_MS) return
      const { wallStepMs, stoodMs } = clock.look()
      lastLookMs = clock.now().monoMs
      if (stoodMs > 0) tellSleep(stoodMs)
      if (Math.abs(wallStepMs) > CLOCK_STEP_MS) tellStep(wallStepMs)
    },
    tellStart(outage) {
      if (outage && Math.abs(outage.wallStepMs) > CLOCK_STEP_MS) tellStep(outage.wallStepMs)
    },
  }
}
