import { fork } from 'node:child_process'
import { COMPILED } from './compiled.ts'

/** A process of Vigil's own, as whoever began it has it. */
export interface Child<In> {
  /** Never throws: what has gone hears nothing. */
  send(message: In): void
  readonly pid: number | undefined
  kill(): void
}

export interface ChildListeners<Out> {
  readonly onMessage: (message: Out) => void
  /** Told once, when the process has gone, or could not be begun. */
  readonly onGone: (why: string) => void
}

/** Begins a program of Vigil's as a child process of plain Node; its errors come out where ours do. */
export function forkChild<In extends object, Out>(
  program: string,
  { onMessage, onGone }: ChildListeners<Out>,
  env: NodeJS.ProcessEnv = process.env,
): Child<In> {
  const child = fork(program, [], {
    // Bytes and maps stay what they are.
    serialization: 'advanced',
    execArgv: [],
    env: { NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let gone = false
  const end = (why: string) => {
    if (gone) return
    gone = true
    onGone(why)
  }
  child.on('message', message => onMessage(message as Out))
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
