import { defineConfig } from 'vitest/config'
import { keepTemporaryInMemory } from './.ci/in-memory.ts'

/** Long reckonings: each has a worker of its own, in which what it calls is compiled for it alone. */
const long = [
  'shared/alarm/testing/*.test.ts',
  'devices/simulated/{nuisance,faulty-player,player,real-drivers}.test.ts',
  'shared/session/{same-patient,moved-t0}.test.ts',
]

/**
 * Files that would leave something to the next: other modules in the place of real ones, what a whole process says, what is open
 * in the window's stores.
 */
const apart = [
  'electron/export/one-more-vital.test.ts',
  'electron/ports/serial-line.test.ts',
  'electron/process/{output,say}.test.ts',
  'shared/report/chart.test.ts',
  'renderer/panels/room/one-more-vital.test.tsx',
  'renderer/app/keys.test.ts',
  'renderer/live/{bridge,store}.test.ts',
  'renderer/window/ui.test.ts',
]

keepTemporaryInMemory()

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
        test: { name: 'long', include: long, experimental: { viteModuleRunner: false } },
      },
      {
        extends: true,
        // Pure: no clock, no disk, no DOM, nothing that one file could leave to the next. One worker takes them all.
        test: {
          name: 'pure',
          include: ['{shared,devices,fixtures}/**/*.test.ts'],
          exclude: [...long, ...apart],
          isolate: false,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        extends: true,
        test: {
          name: 'core',
          include: ['electron/**/*.test.ts', 'e2e/stand-in/**/*.test.ts'],
          exclude: apart,
          isolate: false,
          experimental: { viteModuleRunner: false },
          globalSetup: 'e2e/build.ts',
          setupFiles: 'e2e/hosts/begin-with-cheap-pins.ts',
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: { name: 'window', include: ['renderer/**/*.test.{ts,tsx}'], exclude: apart, isolate: false },
      },
    ],
  },
})
