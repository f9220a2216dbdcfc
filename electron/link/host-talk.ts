import type { Driver, Host, MonitorCommand } from '../../devices/driver.ts'
import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'

/** What is said to a monitor that must be asked; of all others, nothing. */
export interface HostTalk {
  /** The port is open: the talk begins. */
  begin(): void
  /** The port has closed: nothing is asked any more. */
  stop(): void
  hear(bytes: Uint8Array): void
  /** Says what is due, after these samples. */
  step(samples: readonly Sample[], heard: boolean): void
  /** When something is due to be said next. */
  wakeAtMs(): number
  /** Hands a person's command to the monitor, or gives the reason why not. */
  command(command: MonitorCommand, isUp: boolean): ReturnType<Host['command']>
  /** Ends the talk; gives what is to be said last, so that no stream, association or tight cuff is left behind. */
  end(): readonly Uint8Array[]
}

export function createHostTalk(
  driver: Driver,
  nowMs: () => number,
  send: (bytes: readonly Uint8Array[]) => void,
): HostTalk {
  let host: Host | null = null
  let wakeAtMs = Number.POSITIVE_INFINITY

  function stop(): void {
    host = null
    wakeAtMs = Number.POSITIVE_INFINITY
  }

  function step(samples: readonly Sample[], heard: boolean): void {
    if (!host) return
    const due = host.step(nowMs(), samples, heard)
    wakeAtMs = due.wakeAtMs
    send(due.send)
  }

  return {
    begin() {
      host = driver.createHost?.() ?? null
    },
    stop,
    hear: bytes => host?.hear?.(bytes, nowMs()),
    step,
    wakeAtMs: () => wakeAtMs,
    command(command, isUp) {
      const { label } = driver.words
      if (!driver.createHost) return { ok: false, reason: phrase.lines.takesNoOrders(label) }
      if (!host || !isUp) return { ok: false, reason: phrase.lines.linkNotUp(label) }
      const answer = host.command(command, nowMs())
      if (answer.ok) step([], false)
      return answer
    },
    end() {
      const bytes = host?.end?.() ?? []
      stop()
      return bytes
    },
  }
}
