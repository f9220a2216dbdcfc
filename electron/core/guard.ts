import { phrase } from '../../shared/words/host.ts'

/** Says what went wrong, and what was thrown. */
export type Say = (what: string, error?: unknown) => void

/** What goes wrong in one room or one step is said; the watching goes on. */
export type Guard = (run: () => void) => void

export function createGuard(say: Say): Guard {
  return run => {
    try {
      run()
    } catch (error) {
      say(phrase.core.stepCoreFailed, error)
    }
  }
}
