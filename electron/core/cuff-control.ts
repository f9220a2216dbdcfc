import type { MonitorCommand } from '../../devices/driver.ts'
import type { Sample } from '../../shared/reading.ts'
import { nibp } from '../../shared/record/cuff.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { CommandAnswer } from './contracts/lines.ts'
import {
  type CuffWatch,
  hearCuff,
  isCycleDue,
  noteStart,
  noteStop,
  restedCuff,
  whyNotInflate,
} from './cuff-guard.ts'
import type { Device } from './devices.ts'

/** The one way to a room's cuff: for a person's press and for the automatic interval. */
export interface CuffControl {
  canStart(): boolean
  hear(sample: Sample, at: Instant): void
  /** Starts or stops the cuff, unless that is not safe now. */
  command(command: MonitorCommand, at: Instant): CommandAnswer
  /** Starts the cuff when the session's interval says so. Gives what belongs into the record, if anything happened. */
  cycle(state: RoomState, at: Instant): SessionEvent | null
  /** What was known of the cuff has no time on the room's new line. */
  forget(): void
}

/** An automatic start that a monitor did not take is tried again so often. */
const RETRY_MS = 30 * SECOND_MS

export function createCuffControl(devices: () => Iterable<Device>): CuffControl {
  let watch: CuffWatch
  let retryAtMs: number
  /** The refusal the record knows of: it is told once, not every half minute. */
  let told: string | null

  const able = () => [...devices()].find(device => device.canStartNibp())

  function forget(): void {
    watch = restedCuff
    retryAtMs = Number.NEGATIVE_INFINITY
    told = null
  }
  forget()

  function command(order: MonitorCommand, at: Instant): CommandAnswer {
    const device = able()
    if (!device) return { ok: false, reason: phrase.core.noMonitorMayStart }
    if (order === 'startNibp') {
      const reason = whyNotInflate(watch, at.monoMs)
      if (reason !== null) return { ok: false, reason }
    }
    const answer = device.command(order)
    if (answer.ok) watch = order === 'startNibp' ? noteStart(watch, at.monoMs) : noteStop(watch, at.monoMs)
    return answer
  }

  return {
    canStart: () => able() !== undefined,
    hear(sample, at) {
      watch = hearCuff(watch, sample, at.monoMs)
    },
    command,
    forget,
    cycle({ session: { cuffCycle }, cuff }, at) {
      if (!cuffCycle || at.monoMs < retryAtMs) return null
      if (!isCycleDue(watch, cuffCycle.everyMin, cuff.last?.takenAt.monoMs ?? null, at.monoMs)) return null
      // Somebody's measurement is under way or just over: its result will count, no word is needed.
      if (able() && whyNotInflate(watch, at.monoMs) !== null) return null
      const answer = command('startNibp', at)
      if (answer.ok) {
        told = null
        return nibp.of({ state: 'startNibp', cause: 'cycle' })
      }
      retryAtMs = at.monoMs + RETRY_MS
      if (told === answer.reason) return null
      told = answer.reason
      return nibp.of({ state: 'cycleFailed', reason: answer.reason })
    },
  }
}
