import { defineConfig } from 'vitest/config'

/* … and then by the slow model and the scenarios, seconds for each, what the examples have let live. */
export default defineConfig({
  test: {
    include: ['shared/alarm/testing/model.test.ts', 'fixtures/scenarios/scenarios.test.ts'],
    env: { VIGIL_TEST_SIZE: 'mutation' },
    testTimeout: 60_000,
  },
})
