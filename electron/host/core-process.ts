import '../process/private.ts'
import { keepErrorLog, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { type HostedCore, hostCore } from './core-host.ts'
import type { FromCore, ToCore } from './messages.ts'

/*
 * The core as a process of its own, begun by the front of the browser entry. It ends with it; over a session that is open then, the
 * watchdog sounds.
 */

let hosted: Promise<HostedCore> | null = null
let core: HostedCore | null = null
let ending: Promise<void> | null = null

function send(message: FromCore, sent: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent)
}

async function closeAndExit(inOrder: boolean, code: number): Promise<void> {
  try {
    await (await hosted)?.close(inOrder)
  } catch (error) {
    say('The core did not close in order.', error)
  }
  process.exit(code)
}

function end(inOrder: boolean, code = 0): Promise<void> {
  ending ??= closeAndExit(inOrder, code)
  return ending
}

process.on('message', (message: ToCore) => {
  if (message.kind === 'begin') {
    const { beginning } = message
    keepErrorLog(beginning.dataDir)
    hosted = hostCore(beginning, send)
    hosted.then(
      begun => {
        core = begun
      },
      (error: unknown) =>
        send({ kind: 'refused', sentence: error instanceof Error ? error.message : String(error) }, () =>
          process.exit(1),
        ),
    )
  } else if (message.kind === 'close') void end(message.inOrder)
  else void hosted?.then(begun => begun.hear(message))
})
process.on('disconnect', () => void end(false))
// What ends a terminal's programs ends the front, which then ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
guardUncaught({
  survives: () => core !== null,
  note: sentence => core?.core.noteProblem(sentence),
  // The watchdog is not told: over an open session it sounds unless another core has begun by then.
  end: () => core?.close(false),
})
