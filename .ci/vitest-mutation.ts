import { defineConfig } from 'vitest/config'

/* The tests by which `npm run mutate` judges the alarm rules first: their own examples, a second for all of them. */
export default defineConfig({
  test: { include: ['shared/alarm/**/*.test.ts'], exclude: ['shared/alarm/testing/**'], testTimeout: 30_000 },
})
