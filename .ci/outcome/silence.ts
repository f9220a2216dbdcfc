import { findLeft } from './left.ts'

/** Counted, and not read from a clock: a computer that was put to sleep has not been silent. */
const TICK_MS = 10_000
/** The longest test takes half of five minutes. */
const QUIET_TICKS = 30
/** Once the last test has ended nothing is left to wait for. */
const OVER_TICKS = 6
const MOST_LETTERS = 200

export interface Silence {
  /** Something has ended. */
  heard(): void
  /** All tests have. */
  over(): void
}

/**
 * A test may wait for ever for a program that hangs, where no time-out of its own is looked at; and a process that a test left behind keeps the pipes
 * of the worker that began it, for whose end the runner waits. After so long a silence what the tests began is ended, and after another one
 * the workers are: a run comes to its end, and to its counts.
 *
 * @param running the tests that have begun and not ended
 * @param tell gets a line for each of them, and for each process that is ended
 */
export function watchSilence(running: () => readonly string[], tell: (line: string) => void): Silence {
  let quietTicks = 0
  let most = QUIET_TICKS
  const heard = () => {
    quietTicks = 0
  }
  const timer = setInterval(() => {
    quietTicks += 1
    if (quietTicks % most > 0) return
    for (const test of running()) tell(`SILENT FOR 5 MINUTES: ${test}`)
    for (const { pid, command, isWorker } of findLeft())
      if (!isWorker || quietTicks > most) {
        tell(`ENDED, as it did not end by itself: ${pid} ${command.slice(0, MOST_LETTERS)}`)
        end(pid)
      }
  }, TICK_MS)
  return {
    heard,
    over() {
      heard()
      most = OVER_TICKS
      timer.unref()
    },
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // By itself, just now.
  }
}
