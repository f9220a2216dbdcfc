import { type ChildProcess, fork } from 'node:child_process'
import type { FromRecord, ToRecord } from './messages.ts'

/** A record's process, as its core has it. */
export interface RecordChannel {
  /** Never throws: what has gone hears nothing. */
  send(message: ToRecord): void
  readonly pid: number | undefined
  kill(): void
}

export interface ChannelListeners {
  readonly onMessage: (message: FromRecord) => void
  /** Told once, when the process has gone, or could not be begun. */
  readonly onGone: (why: string) => void
}

export type OpenChannel = (listeners: ChannelListeners) => RecordChannel

/** Begins the record as a process of its own. In Electron the same program runs as plain Node. */
export function forkRecord(program: string): OpenChannel {
  return ({ onMessage, onGone }) => {
    const child: ChildProcess = fork(program, [], {
      // Bytes and maps stay what they are.
      serialization: 'advanced',
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let gone = false
    const end = (why: string) => {
      if (gone) return
      gone = true
      onGone(why)
    }
    child.on('message', message => onMessage(message as FromRecord))
    child.once('error', error => end(error.message))
    child.once('exit', (code, signal) => end(signal ?? `code ${code}`))
    return {
      send(message) {
        if (!gone && child.connected) child.send(message, () => {})
      },
      pid: child.pid,
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
