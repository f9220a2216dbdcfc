import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,devices,electron,renderer,fixtures}/**/*.test.{ts,tsx}', 'e2e/stand-in/**/*.test.ts'],
    // Machines are noisy: a test that waits for what never comes fails late rather than a busy machine's test wrongly.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As for the flows in playwright.config.ts; property tests tell the same stories again, so none is let off by it.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 30_000 } },
    // Many tests wait for real lines, processes and clocks rather than compute.
    maxWorkers: 3,
  },
})
