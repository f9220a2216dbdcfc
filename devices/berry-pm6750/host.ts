import { phrase } from '../../shared/words/host.ts'
import type { Host, MonitorCommand } from '../driver.ts'
import { commands, LONGEST_CUFF_MS } from './packet.ts'

/** Over Bluetooth the module loses commands that come closer. */
const APART_MS = 50
/** Without a frame for so long, everything is said again: the module forgets when its power was off. */
const SILENT_MS = 5000
/** How long a start may take to show. */
const START_SHOWS_MS = 5000

/** A previous run may have left the cuff tight: the first word is stop. Configuration before the enables. */
const startUp = [
  commands.stopNibp,
  commands.ecgGain,
  commands.ecgFilter,
  commands.respirationGain,
  commands.enableEcg,
  commands.enableSpo2,
  commands.enableTemperature,
  commands.enablePleth,
]
const startCuff = [commands.adult, commands.target, commands.startNibp]

/** Enables what is wanted, again whenever the module falls silent, and runs the cuff on a person's word. */
export function createHost(): Host {
  let queue: Uint8Array[] = [...startUp]
  let nextMs = Number.NEGATIVE_INFINITY
  let heardMs: number | null = null
  let busySinceMs: number | null = null
  let startedMs: number | null = null

  function isStarting(nowMs: number): boolean {
    return startedMs !== null && nowMs < startedMs + START_SHOWS_MS
  }

  return {
    commands: ['startNibp', 'stopNibp'],
    command(command: MonitorCommand, nowMs) {
      if (command === 'stopNibp') {
        queue = [commands.stopNibp]
        return { ok: true }
      }
      if (busySinceMs !== null || isStarting(nowMs))
        return { ok: false, reason: phrase.monitors.cuffMeasuring }
      startedMs = nowMs
      queue = [...queue, ...startCuff]
      return { ok: true }
    },
    // Whatever the cuff does, it is not left tight with nobody listening.
    end: () => [commands.stopNibp],
    step(nowMs, samples, heard) {
      heardMs ??= nowMs
      if (heard) heardMs = nowMs
      for (const sample of samples) {
        if (sample.kind !== 'device') continue
        if (sample.state === 'cuffInflating') busySinceMs = nowMs
        if (sample.state !== 'cuffIdle') continue
        // After its last status the module wants to be told to stop.
        if (busySinceMs !== null) queue = [...queue, commands.stopNibp]
        busySinceMs = null
        startedMs = null
      }
      if (busySinceMs !== null && nowMs - busySinceMs > LONGEST_CUFF_MS) {
        queue = [commands.stopNibp, ...queue]
        busySinceMs = nowMs
      }
      if (queue.length === 0 && nowMs - heardMs >= SILENT_MS) {
        queue = [...startUp]
        heardMs = nowMs
      }
      if (nowMs < nextMs) return { send: [], wakeAtMs: nextMs }
      const [next, ...rest] = queue
      queue = rest
      nextMs = nowMs + (next === undefined ? 1000 : APART_MS)
      return { send: next === undefined ? [] : [next], wakeAtMs: nextMs }
    },
  }
}
