import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { type Ended, leaveOutcome } from './outcome.ts'

/** Vitest's outcome, for `.ci/test.ts`. */
export default class UnitOutcome implements Reporter {
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
    leaveOutcome([...tests, ...unloaded, ...outside])
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
