import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { CoreEvent } from '../../shared/ipc.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { removeAlive, writeAlive } from './alive-file.ts'

export interface WatchdogOptions {
  readonly dataDir: string
  /** Program and arguments that run `main.ts` beside this file; the data folder is added. */
  readonly command: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  readonly subscribe: (listener: (event: CoreEvent) => void) => () => void
  /** Is a session open now? */
  readonly isOpen: () => boolean
  readonly say: (problem: string, error: unknown) => void
}

/** A watchdog that has ended is started again, but not in a loop. */
const AGAIN_MS = 10 * SECOND_MS

/**
 * Starts the watchdog, which outlives this process, and tells it with each heartbeat of the core that Vigil is alive.
 *
 * @returns to be called at an orderly end: the watchdog then ends without a sound
 */
export function startWatchdog(options: WatchdogOptions): () => void {
  const { dataDir, command, say } = options
  const instance = randomUUID()
  let beat = 0
  let child: ChildProcess | null = null
  let ended = false
  let timer: NodeJS.Timeout | null = null
  let written = true
  /** What is wrong with the watchdog is told once, not at every new start of it. */
  let told = false

  function tell(): void {
    beat += 1
    try {
      writeAlive(dataDir, { instance, pid: process.pid, beat, open: options.isOpen() })
      written = true
    } catch (error) {
      // Told once, not once a second.
      if (written) say('The heartbeat for the watchdog could not be written.', error)
      written = false
    }
  }

  function run(): void {
    if (ended) return
    const [program, ...args] = command
    const started = spawn(program, [...args, dataDir], {
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      env: { ...process.env, ...options.env },
    })
    child = started
    started.unref()
    started.once('error', error => again(started, 'The watchdog could not be started.', error))
    started.once('exit', (code, signal) => again(started, 'The watchdog has ended.', signal ?? code))
  }

  function again(gone: ChildProcess, why: string, error: unknown): void {
    if (ended || child !== gone) return
    child = null
    if (!told) say(`${why} It is started again every 10 s; until then nothing sounds if Vigil stops.`, error)
    told = true
    timer = setTimeout(run, AGAIN_MS)
    timer.unref()
  }

  // The file first: a watchdog that finds none has nothing to watch.
  tell()
  run()
  const unsubscribe = options.subscribe(event => {
    if (event.kind === 'heartbeat') tell()
  })
  return () => {
    ended = true
    unsubscribe()
    if (timer) clearTimeout(timer)
    removeAlive(dataDir)
  }
}
