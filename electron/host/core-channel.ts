import { fork } from 'node:child_process'
import type { FromCore, ToCore } from './messages.ts'
import type { WindowPort } from './window-port.ts'

/** A core's process, as whoever began it has it. */
export interface CoreChannel {
  /** Never throws: what has gone hears nothing. */
  send(message: ToCore, ports?: readonly WindowPort[]): void
  kill(): void
}

export interface CoreListeners {
  readonly onMessage: (message: FromCore) => void
  /** Told once, when the process has gone, or could not be begun. */
  readonly onGone: (why: string) => void
}

export type OpenCore = (listeners: CoreListeners) => CoreChannel

/** Begins the core as a child process of plain Node. */
export function forkCore(program: string): OpenCore {
  return ({ onMessage, onGone }) => {
    const child = fork(program, [], {
      // Bytes stay what they are.
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let gone = false
    const end = (why: string) => {
      if (gone) return
      gone = true
      onGone(why)
    }
    child.on('message', message => onMessage(message as FromCore))
    child.once('error', error => end(error.message))
    child.once('exit', (code, signal) => end(signal ?? `code ${code}`))
    return {
      send(message) {
        if (!gone && child.connected) child.send(message, () => {})
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
