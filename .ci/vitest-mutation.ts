import { defineConfig } from 'vitest/config'

/* The tests by which `npm run mutate` judges the alarm rules: theirs alone. */
export default defineConfig({
  test: {
    include: ['shared/alarm/**/*.test.ts', 'fixtures/scenarios/scenarios.test.ts'],
    // Thousands of stories, to see what is reached; whether it is right the others say.
    exclude: ['shared/alarm/testing/{coverage,reached}.test.ts'],
    env: { VIGIL_TEST_SIZE: 'mutation' },
    testTimeout: 30_000,
  },
})
