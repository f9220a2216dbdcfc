import type { FullConfig, Reporter, Suite, TestCase } from 'playwright/types/testReporter'
import { type Ended, leaveOutcome } from './outcome.ts'

const states = { expected: 'passed', unexpected: 'failed', flaky: 'flaky', skipped: 'skipped' } as const

/** Playwright's outcome, for `.ci/test.ts`. */
export default class E2eOutcome implements Reporter {
  #suite: Suite | undefined

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  onEnd(): void {
    leaveOutcome((this.#suite?.allTests() ?? []).map(endOf))
  }
}

function endOf(test: TestCase): Ended {
  return {
    state: states[test.outcome()],
    name: test.titlePath().filter(Boolean).join(' › '),
    error: test.results.findLast(({ error }) => error)?.error?.message,
  }
}
