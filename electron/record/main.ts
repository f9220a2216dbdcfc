import '../process/private.ts'
import { phrase } from '../../shared/words/host.ts'
import { keepErrorLog } from '../process/error-log.ts'
import { stderr } from '../process/output.ts'
import { say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { explain } from '../store/errors.ts'
import { StoreError } from '../store/index.ts'
import type { FromRecord, ToRecord } from './messages.ts'
import { type ServedRecord, serveRecord } from './serve.ts'

/*
 * The process that holds the record: the only one that writes it, begun by a core and ended with it. Whatever its disk does, the
 * core goes on watching.
 */

let served: Promise<ServedRecord> | null = null

function send(message: FromRecord): void {
  // The core may have gone; what it handed over is stored all the same.
  if (process.connected)
    process.send?.(message, undefined, undefined, () => {
      if (message.kind === 'closed') process.exit(0)
    })
}

async function end(code: number): Promise<never> {
  try {
    await (await served)?.close()
  } catch (error) {
    say(phrase.processes.recordNotClosed, error)
  }
  process.exit(code)
}

process.on('message', (message: ToRecord) => {
  if (message.kind !== 'open') {
    void served
      ?.then(record => record.hear(message))
      .then(() => {
        if (message.kind === 'close') void end(0)
      })
    return
  }
  const { opening } = message
  // A folder that was taken away is not made anew for it.
  if (opening.mayBeNew) keepErrorLog(opening.dataDir)
  served = serveRecord(opening, send)
  if (!opening.mayBeNew) served.then(() => keepErrorLog(opening.dataDir)).catch(() => {})
  served.catch((error: unknown) => {
    const { code, message: sentence } = error instanceof StoreError ? error : explain(error, opening.dataDir)
    process.send?.({ kind: 'refused', trouble: { code, sentence } } satisfies FromRecord, () =>
      process.exit(1),
    )
  })
})
process.on('disconnect', () => void end(0))
// What ends a terminal's programs ends the core, which then ends this one in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
// A record in a state that nobody understands is begun anew: what it had not stored, the core still has.
guardUncaught({ survives: () => false, end: () => {} })
if (!process.connected) {
  stderr.write(`${phrase.processes.onlyProgram}\n`)
  process.exitCode = 2
}
