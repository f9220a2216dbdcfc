import type { MonitorSide } from '../driver.ts'
import { createMessages } from './encoder.ts'

const START_MS = Date.UTC(2026, 0, 1)

/** A sender that goes on whether or not it is answered, with a clock that runs as the simulator's does. */
export function createMonitorSide(): MonitorSide {
  const messages = createMessages()
  return {
    show: (samples, nowMs) => messages.write(samples, START_MS + nowMs).bytes,
    hear: () => ({ reply: new Uint8Array(0), commands: [] }),
  }
}
