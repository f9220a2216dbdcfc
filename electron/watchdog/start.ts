import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { CoreEvent } from '../../shared/ipc.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { Alive } from './step.ts'

export interface WatchdogOptions {
  readonly dataDir: string
  /** Keeps the heartbeat in the data folder too, for whoever looks there; null: takes it away. Whatever it does, nobody waits for it. */
  readonly keepAlive: (alive: Alive | null) => void
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
const MOST_UNREAD_BYTES = 16_384

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
  /** What is wrong with the watchdog is told once, not at every new start of it. */
  let told = false

  function tell(): void {
    beat += 1
    const alive = { instance, pid: process.pid, beat, open: options.isOpen() }
    options.keepAlive(alive)
    hand(alive)
  }

  /** One line of JSON on its stdin: no disk is between the core and its watchdog. */
  function hand(word: Alive | { readonly end: true }): void {
    const line = child?.stdin
    // One that does not read is no reason to gather heartbeats for it.
    if (line?.writable && line.writableLength < MOST_UNREAD_BYTES) line.write(`${JSON.stringify(word)}\n`)
  }

  function run(): void {
    if (ended) return
    const [program, ...args] = command
    const started = spawn(program, [...args, dataDir], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
      env: { ...process.env, ...options.env },
    })
    child = started
    started.unref()
    // A watchdog that has gone is heard of by its exit.
    started.stdin?.on('error', () => {})
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

  // The file first: a watchdog of before ends by it.
  tell()
  run()
  tell()
  const unsubscribe = options.subscribe(event => {
    if (event.kind === 'heartbeat') tell()
  })
  return () => {
    ended = true
    unsubscribe()
    if (timer) clearTimeout(timer)
    hand({ end: true })
    child?.stdin?.end()
    options.keepAlive(null)
  }
}
