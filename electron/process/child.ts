import { fork as forkProcess } from 'node:child_process'
import { phrase } from '../../shared/words/host.ts'
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

/** A program that was begun before anybody had a use for it. */
interface Early {
  readonly program: string
  /** null: it has gone already. */
  take(listeners: ChildListeners<never>): Child<object> | null
}

let early: Early | null = null

/** Begins it while this process still reads its own programs: the first `forkChild` of this program takes it. */
export function forkEarly(program: string, env: NodeJS.ProcessEnv = process.env): void {
  let gone = false
  let told: ChildListeners<never> = {
    onMessage: () => {},
    onGone() {
      gone = true
    },
  }
  const child = fork(program, env, {
    onMessage: message => told.onMessage(message as never),
    onGone: why => told.onGone(why),
  })
  early = {
    program,
    take(listeners) {
      if (gone) return null
      told = listeners
      return child
    },
  }
}

/** Begins a program of Vigil's as a child process of plain Node; its errors come out where ours do. */
export function forkChild<In extends object, Out>(
  program: string,
  listeners: ChildListeners<Out>,
  env: NodeJS.ProcessEnv = process.env,
): Child<In> {
  const taken = early?.program === program ? early.take(listeners as ChildListeners<never>) : null
  if (taken) early = null
  return taken ?? fork(program, env, listeners as ChildListeners<unknown>)
}

function fork(
  program: string,
  env: NodeJS.ProcessEnv,
  { onMessage, onGone }: ChildListeners<unknown>,
): Child<object> {
  const child = forkProcess(program, [], {
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
  child.on('message', message => onMessage(message))
  child.once('error', error => end(error.message))
  child.once('exit', (code, signal) => end(signal ?? phrase.processes.code(String(code))))
  return {
    send(message) {
      if (!gone && child.connected) child.send(message, () => {})
    },
    pid: child.pid,
    kill: () => void child.kill('SIGKILL'),
  }
}
