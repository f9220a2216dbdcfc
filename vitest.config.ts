import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Machines are noisy: a test that waits for what never comes fails late rather than a busy machine's test wrongly.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Many tests wait for real lines, processes and clocks rather than compute.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        // Pure: no clock, no disk, no DOM, nothing that one file could leave to the next. One worker takes them all.
        test: { name: 'pure', include: ['{shared,devices,fixtures}/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'core',
          include: ['electron/**/*.test.ts', 'e2e/stand-in/**/*.test.ts'],
          setupFiles: 'e2e/hosts/begin-with-cheap-pins.ts',
        },
      },
      { extends: true, test: { name: 'window', include: ['renderer/**/*.test.{ts,tsx}'] } },
    ],
  },
})
