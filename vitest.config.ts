import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,devices,electron,renderer,fixtures}/**/*.test.{ts,tsx}', 'e2e/stand-in/**/*.test.ts'],
    // Machines are noisy: a test that waits for what never comes fails late rather than a busy machine's test wrongly.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Many tests wait for real lines, processes and clocks rather than compute.
    maxWorkers: 3,
  },
})
