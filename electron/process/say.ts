import { performance } from 'node:perf_hooks'
import { phrase } from '../../shared/words/host.ts'
import { stderr } from './output.ts'
import { hasCounted, nothingSaid, REPEAT_MS, stepSaid, tickSaid } from './said.ts'

/*
 * Whatever goes wrong in this process is said here: on stderr, and in `errors.log` once an entry keeps one. Never throws,
 * and never says the same thing over and over.
 */

/** One error may bring a long stack or a whole file with it. */
const MOST_CHARACTERS = 4000

let state = nothingSaid
let timer: NodeJS.Timeout | null = null
let log: (line: string) => void = () => {}
let stamp = () => new Date()

/** @returns whether it was written down, and not only counted */
export function say(what: string, ...more: readonly [error?: unknown]): boolean {
  const words = [what, ...more.map(describe)].join(' ').slice(0, MOST_CHARACTERS)
  const stepped = stepSaid(state, words, performance.now())
  state = stepped.state
  put(stepped.lines)
  tellLater()
  return stepped.lines.includes(words)
}

/** From now on what is said is also kept, by whoever has the disk: here is nothing that touches a file. */
export function passErrorLog(keep: (line: string) => void, now: () => Date = () => new Date()): void {
  log = keep
  stamp = now
}

/** Keeps a line that another process of Vigil's has said. */
export function keepLine(line: string): void {
  log(line)
}

function put(lines: readonly string[]): void {
  for (const line of lines) {
    stderr.write(`${line}\n`)
    log(`${stamp().toISOString()} ${line}\n`)
  }
}

/** What has been counted is told even where nothing else is ever said. */
function tellLater(): void {
  if (timer !== null || !hasCounted(state)) return
  timer = setTimeout(() => {
    timer = null
    const ticked = tickSaid(state, performance.now())
    state = ticked.state
    put(ticked.lines)
    tellLater()
  }, REPEAT_MS)
  timer.unref()
}

/** Anything can be thrown, and some of it throws again when it is looked at. */
function describe(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return phrase.processes.errorWithoutWords
  }
}
