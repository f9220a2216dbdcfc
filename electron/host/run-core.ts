import { phrase } from '../../shared/words/host.ts'
import { passErrorLog, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { type HostedCore, hostCore, type SendFromCore, type WindowPort } from './core-host.ts'
import { refusalOf, type ToCore } from './messages.ts'
import { watchBeginner } from './pulse.ts'

/** How a process hears of whoever began it. */
export interface CoreProcessChannel {
  readonly send: SendFromCore
  /** @param listener gets the ports that came with a message */
  onMessage(listener: (message: ToCore, ports: readonly WindowPort[]) => void): void
  /** Whoever began it has gone. */
  onGone(listener: () => void): void
  /** Whoever began it has all windows to itself: where it hangs, and the watchdog would begin another, it is ended. */
  readonly endsHungBeginner?: true
}

/** Runs the core in a process of its own. It ends with whoever began it; over a session that is open then, the watchdog sounds. */
export function runCoreProcess({ send, onMessage, onGone, endsHungBeginner }: CoreProcessChannel): void {
  let hosted: Promise<HostedCore> | null = null
  let core: HostedCore | null = null
  let isEnding = false
  const beginner = endsHungBeginner && watchBeginner(silentS => core?.endBeginner(silentS))

  async function end(inOrder: boolean): Promise<void> {
    if (isEnding) return
    isEnding = true
    // Whoever ends has nothing more to ask.
    if (beginner) beginner.stop()
    try {
      await (await hosted)?.close(inOrder)
    } catch (error) {
      say(phrase.processes.coreNotClosed, error)
    }
    process.exit(0)
  }

  onMessage((message, ports) => {
    beginner?.heard()
    if (message.kind === 'ping') send({ kind: 'pong' }, () => {})
    else if (message.kind === 'begin') {
      passErrorLog(line => send({ kind: 'log', line }, () => {}))
      hosted = hostCore(message.beginning, send)
      hosted.then(
        begun => {
          core = begun
        },
        (error: unknown) => send({ kind: 'refused', ...refusalOf(error) }, () => process.exit(1)),
      )
    } else if (message.kind === 'close') void end(message.inOrder)
    else void hosted?.then(begun => begun.hear(message, ports))
  })
  onGone(() => {
    core?.tellOrphaned()
    void end(false)
  })
  // What ends a terminal's programs ends whoever began this one, who then ends it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  guardUncaught({
    survives: () => core !== null,
    note: sentence => core?.core.noteProblem(sentence),
    // The watchdog is not told: over an open session it sounds unless another core has begun by then.
    end: () => core?.close(false),
  })
}
