import { defineConfig } from 'vitest/config'

/*
 * The tests by which `npm run mutate` judges the alarm rules: the rules' own examples, a second for all of them. The slow model and the
 * scenarios find more, at a hundred times the time for each mutant.
 */
export default defineConfig({
  test: {
    include: ['shared/alarm/**/*.test.ts'],
    exclude: ['shared/alarm/testing/**'],
    testTimeout: 30_000,
  },
})
