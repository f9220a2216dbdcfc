import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Where Node keeps what it has compiled: with the programs, whose disk it is, and never with the data. A program that is begun again begins in half the time.
 * Where nothing can be written there it is compiled each time.
 */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))

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
