import { defineConfig } from 'playwright/test'
import { keepTemporaryInMemory } from './.ci/in-memory.ts'
import type { HostName } from './e2e/hosts/host.ts'
import { hosts } from './e2e/hosts/index.ts'

keepTemporaryInMemory()

export default defineConfig<object, { host: HostName }>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Machines are noisy: what never comes fails late, rather than what comes late wrongly.
  timeout: 480_000,
  // Before the whole run is ended (`.ci/test.ts`), so that its counts are told; it then fails.
  globalTimeout: 38 * 60_000,
  expect: { timeout: 45_000 },
  // Two cores, and most flows wait for what a monitor sends in its own time: four at a time, three of them in a browser at the most.
  workers: 4,
  fullyParallel: true,
  forbidOnly: true,
  globalSetup: './e2e/build.ts',
  reporter: 'list',
  // The same flows on every host that this machine has; on the stand-in those that go through the desktop shell: windows,
  // files that come and go, sound, crash, lock, language. What one dashboard shows, the browser shows as well.
  projects: [
    { name: 'server', testDir: 'e2e/server', workers: 2 },
    ...hosts().map(host => ({
      name: host,
      testDir: 'e2e/flows',
      workers: host === 'browser' ? 3 : 2,
      use: { host },
      ...(host === 'stand-in' ? { grep: /@shell/ } : {}),
    })),
  ],
})
