import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { CoreEvent } from '../../shared/ipc.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { onSpeak, spokenLanguage } from '../../shared/words/speaking.ts'
import type { SoundOutput } from '../core/contracts/sound-output.ts'
import type { Again } from './again.ts'
import type { Alive } from './step.ts'
import { parseReply, type Word } from './words.ts'

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
  /** No program has played the alarm. */
  readonly bell: () => void
  readonly say: (problem: string, error: unknown) => void
}

/** The watchdog as the process that it watches has it: whatever sounds or asks programs of the system for the core does so there. */
export interface Watchdog {
  /** Plays the alarm now; one at a time. */
  play(): void
  /** What the system says of its sound output; null: it does not say, or not in time. */
  readSoundOutput(): Promise<SoundOutput | null>
  /** How it begins Vigil again, should the process with the windows go without a word. */
  tellAgain(again: Again): void
  /** That process has gone. */
  tellOrphaned(): void
  /** At an orderly end: it then ends without a sound. */
  end(): void
}

/** A watchdog that has ended is started again, but not in a loop. */
const AGAIN_MS = 10 * SECOND_MS
const MOST_UNREAD_BYTES = 16_384
/** One that has not answered so many heartbeats hangs. */
const MOST_UNANSWERED = 15
const OUTPUT_MS = 10 * SECOND_MS

/**
 * Starts the watchdog, which outlives this process, and tells it with each heartbeat of the core that Vigil is alive.
 */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { dataDir, command, say } = options
  const instance = randomUUID()
  let beat = 0
  let toldOpen = false
  let child: ChildProcess | null = null
  let ended = false
  let again: Again | null = null
  let unanswered = 0
  let asking: ((output: SoundOutput | null) => void)[] = []
  let timer: NodeJS.Timeout | null = null
  /** What is wrong with the watchdog is told once, not at every new start of it. */
  let told = false

  function tell(): void {
    beat += 1
    toldOpen = options.isOpen()
    const alive = { instance, pid: process.pid, beat, open: toldOpen }
    options.keepAlive(alive)
    hand({ alive })
    unanswered += 1
    // It is heard of by its exit.
    if (unanswered > MOST_UNANSWERED) child?.kill('SIGKILL')
  }

  function hear(line: string): void {
    const reply = parseReply(line)
    unanswered = 0
    if (reply === 'bell') options.bell()
    if (typeof reply !== 'object' || reply === null) return
    for (const answer of asking) answer(reply.output)
    asking = []
  }

  /** One line of JSON on its stdin: no disk is between the core and its watchdog. */
  function hand(word: Word): void {
    const line = child?.stdin
    // One that does not read is no reason to gather heartbeats for it.
    if (line?.writable && line.writableLength < MOST_UNREAD_BYTES) line.write(`${JSON.stringify(word)}\n`)
  }

  function run(): void {
    if (ended) return
    const [program, ...args] = command
    const started = spawn(program, [...args, dataDir], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      env: { ...process.env, ...options.env },
    })
    child = started
    unanswered = 0
    started.unref()
    if (started.stdout) createInterface(started.stdout).on('line', hear)
    // Nothing that it says keeps this process.
    if (started.stdout && 'unref' in started.stdout) (started.stdout as Socket).unref()
    // A watchdog that has gone is heard of by its exit.
    started.stdin?.on('error', () => {})
    hand({ language: spokenLanguage() })
    if (again) hand({ again })
    started.once('error', error => runAgain(started, phrase.processes.watchdogNotStarted, error))
    started.once('exit', (code, signal) => runAgain(started, phrase.processes.watchdogEnded, signal ?? code))
  }

  function runAgain(gone: ChildProcess, why: string, error: unknown): void {
    if (ended || child !== gone) return
    child = null
    if (!told) say(phrase.processes.watchdogStartedAgain(why), error)
    told = true
    timer = setTimeout(run, AGAIN_MS)
    timer.unref()
  }

  // The file first: a watchdog of before ends by it.
  tell()
  run()
  tell()
  const stopTelling = onSpeak(language => hand({ language }))
  const unsubscribe = options.subscribe(event => {
    // A session that has just been opened is watched at once, and not from the next heartbeat on.
    if (event.kind === 'heartbeat' || options.isOpen() !== toldOpen) tell()
  })
  return {
    play() {
      if (child) hand({ play: true })
      else options.bell()
    },
    readSoundOutput: () =>
      new Promise(resolve => {
        if (!child) return resolve(null)
        asking.push(resolve)
        setTimeout(resolve, OUTPUT_MS, null).unref()
        hand({ look: true })
      }),
    tellAgain(how) {
      again = how
      hand({ again })
    },
    tellOrphaned: () => hand({ orphaned: true }),
    end() {
      ended = true
      unsubscribe()
      stopTelling()
      if (timer) clearTimeout(timer)
      hand({ end: true })
      child?.stdin?.end()
      options.keepAlive(null)
    },
  }
}
