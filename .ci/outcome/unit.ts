import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { type Ended, leaveOutcome } from './outcome.ts'
import { watchSilence } from './silence.ts'

/** Vitest's outcome, for `.ci/test.ts`. */
export default class UnitOutcome implements Reporter {
  /** Of each file that has begun and not ended, the test that began last. */
  readonly #running = new Map<string, string>()
  readonly #remarks: string[] = []
  #ended: readonly Ended[] | null = null
  readonly #silence = watchSilence(
    () => [...this.#running].map(([file, test]) => `${file} › ${test}`),
    line => {
      process.stdout.write(`${line}\n`)
      this.#remarks.push(line)
      if (this.#ended) leaveOutcome(this.#ended, this.#remarks)
    },
  )

  onTestModuleQueued(module: TestModule): void {
    this.#running.set(nameOf(module), 'its beginning')
  }

  onTestCaseReady(test: TestCase): void {
    this.#running.set(nameOf(test.module), test.fullName)
  }

  onTestCaseResult(): void {
    this.#silence.heard()
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(nameOf(module))
    this.#silence.heard()
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { readonly message?: string }[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()].map(endOf))
    const unloaded = modules.flatMap(module =>
      module
        .errors()
        .map(({ message }): Ended => ({ state: 'failed', name: nameOf(module), error: message })),
    )
    const outside = unhandled.map(
      ({ message }): Ended => ({ state: 'failed', name: 'outside of any test', error: message }),
    )
    this.#ended = [...tests, ...unloaded, ...outside]
    leaveOutcome(this.#ended, this.#remarks)
    this.#silence.over()
  }
}

function endOf(test: TestCase): Ended {
  const { state, errors } = test.result()
  const flaky = state === 'passed' && test.diagnostic()?.flaky
  return {
    // One that never began is as good as none.
    state: flaky ? 'flaky' : state === 'pending' ? 'failed' : state,
    name: `${nameOf(test.module)} › ${test.fullName}`,
    error: errors?.[0]?.message,
  }
}

const nameOf = (module: TestModule) => module.relativeModuleId
