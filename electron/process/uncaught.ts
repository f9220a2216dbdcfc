import { performance } from 'node:perf_hooks'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { say } from './say.ts'

/** So many errors that nobody caught, in so long, are no accident any more. */
export const MOST_ERRORS = 20
export const WITHIN_MS = 10 * SECOND_MS
/** An orderly end that takes longer than this is none. */
const END_WITHIN_MS = 5 * SECOND_MS

export interface Uncaught {
  /** Is there anything whose watching must go on? Before that an error ends the process. */
  readonly survives: () => boolean
  /** Told of each error that was survived, with one sentence. */
  readonly note?: (sentence: string) => void
  /** The orderly end, where the process cannot go on; then it exits with code 1. Null: it goes on whatever comes. */
  readonly end: ((error: unknown) => void | Promise<void>) | null
}

/**
 * What is caught nowhere is said once, and survived: state changes only by pure steps that either happen whole or not at
 * all, so that an error in a listener leaves it as it was. Errors that keep coming end the process in order.
 */
export function guardUncaught({ survives, note = () => {}, end }: Uncaught): void {
  const trust = createTrust()
  let ending = false

  async function giveUp(error: unknown): Promise<void> {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), END_WITHIN_MS)
    try {
      await end?.(error)
    } catch (later) {
      say(phrase.processes.vigilNotEnded, later)
    }
    process.exit(1)
  }

  // Node brings a rejection that nobody handles here as well.
  process.on('uncaughtException', error => {
    const isNew = say(phrase.processes.errorNotCaught, error)
    if (!survives()) return void giveUp(error)
    if (end !== null && !trust.holds(performance.now())) {
      say(phrase.processes.tooManyErrors(MOST_ERRORS, WITHIN_MS / SECOND_MS))
      return void giveUp(error)
    }
    // An error that comes again is counted, and fills neither the log nor the record.
    if (!isNew) return
    try {
      note(`An error was not caught, and the watching goes on: ${sentence(error)}`)
    } catch (later) {
      say(phrase.processes.errorNotNoted, later)
    }
  })
}

/** Whether errors are still few enough for the state to be believed. */
export function createTrust(): { holds(nowMs: number): boolean } {
  let times: readonly number[] = []
  return {
    holds(nowMs) {
      times = [...times.filter(ms => nowMs - ms < WITHIN_MS), nowMs]
      return times.length <= MOST_ERRORS
    },
  }
}

const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)
