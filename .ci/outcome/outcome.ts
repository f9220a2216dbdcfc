import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** What a run of tests came to, as its reporter leaves it for `.ci/test.ts`. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** A line for each test that failed (passing only when played again is failing), and for what had to be ended. */
  readonly remarks: readonly string[]
}

export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, remarks: [] }

/** One test: how it ended, its name, and what its last failure said. */
export interface Ended {
  readonly state: 'passed' | 'failed' | 'skipped' | 'flaky'
  readonly name: string
  readonly error?: string | undefined
}

const MOST_LETTERS = 300

/** @param remarks told with the outcome, whatever it is */
export function leaveOutcome(tests: readonly Ended[], remarks: readonly string[] = []): void {
  const file = process.env['VIGIL_OUTCOME']
  if (!file) return
  const count = (...states: readonly Ended['state'][]) =>
    tests.filter(({ state }) => states.includes(state)).length
  const outcome: Outcome = {
    passed: count('passed'),
    failed: count('failed', 'flaky'),
    skipped: count('skipped'),
    remarks: [
      ...tests.flatMap(({ state, name, error }) => {
        if (state === 'failed') return [`FAILED ${name}: ${firstWords(error)}`]
        if (state === 'flaky') return [`FLAKY, passed only when played again: ${name}: ${firstWords(error)}`]
        return []
      }),
      ...remarks,
    ],
  }
  writeFileSync(file, JSON.stringify(outcome))
}

const firstWords = (error: string | undefined) =>
  stripVTControlCharacters(error ?? 'without a word')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MOST_LETTERS)
