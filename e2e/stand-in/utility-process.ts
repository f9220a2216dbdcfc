import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ForkOptions, UtilityProcess } from 'electron'
import { isReady } from './app.ts'
import { sendToUtility, type UtilityEnd } from './message-channel.ts'
import { checkOptions, createEmitter, strict } from './strict.ts'

/** What main and utility process say to each other under the program's messages. */
export type ToUtility =
  | { readonly kind: 'message'; readonly message: unknown; readonly ports: readonly string[] }
  | { readonly kind: 'join'; readonly portId: string; readonly endpoint: string; readonly targetId: string }
  | { readonly kind: 'port'; readonly portId: string; readonly message: unknown }

const host = fileURLToPath(new URL('utility-host.ts', import.meta.url))
const options = { serviceName: (value: unknown) => typeof value === 'string' }

/** A utility process is a plain Node process with `process.parentPort`; it ends with this one. */
function forkUtility(modulePath: string, args: string[] = [], given: ForkOptions = {}): UtilityProcess {
  if (!isReady()) throw new Error('utilityProcess.fork can only be called after the ready event')
  checkOptions('utilityProcess options', { ...given }, options)
  const child: ChildProcess = fork(modulePath, args, {
    execArgv: ['--import', host],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const events = createEmitter('UtilityProcess', ['spawn', 'exit', 'message', 'error'], () => utility)
  let pid: number | undefined
  const tell = (message: ToUtility) => {
    if (child.connected) child.send(message, () => {})
  }
  const ends: UtilityEnd = {
    join: (portId, page) => tell({ kind: 'join', portId, ...page }),
    take: (portId, message) => tell({ kind: 'port', portId, message }),
  }
  child.once('spawn', () => {
    pid = child.pid
    events.emit('spawn')
  })
  child.on('message', message => events.emit('message', message))
  // A signal is a code of its own here, as waitpid gives it.
  child.once('exit', (code, signal) => {
    pid = undefined
    events.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15))
  })
  const utility: UtilityProcess = strict<UtilityProcess>('UtilityProcess', {
    ...(events.methods as Pick<UtilityProcess, 'on' | 'once' | 'off' | 'removeListener'>),
    get pid() {
      return pid
    },
    kill: () => child.kill('SIGTERM'),
    postMessage(message, transfer = []) {
      tell({
        kind: 'message',
        message: structuredClone(message),
        ports: transfer.map(port => sendToUtility(port, ends)),
      })
    },
  })
  return utility
}

export const utilityProcess = strict<typeof import('electron').utilityProcess>('utilityProcess', {
  fork: forkUtility,
})
