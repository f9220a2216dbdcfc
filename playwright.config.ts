import { defineConfig } from 'playwright/test'
import type { HostName } from './e2e/hosts/host.ts'
import { hosts } from './e2e/hosts/index.ts'

export default defineConfig<object, { host: HostName }>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Machines are noisy: what never comes fails late, rather than what comes late wrongly.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  // Two cores: each flow has a core, a Chromium and sometimes a simulated monitor of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  globalSetup: './e2e/build.ts',
  reporter: 'list',
  // The same flows on every host that this machine has; on the stand-in those that go through the desktop shell: windows,
  // files that come and go, sound, crash, lock. What one dashboard shows, the browser shows as well.
  projects: [
    ...hosts().map(host => ({
      name: host,
      testDir: 'e2e/flows',
      use: { host },
      ...(host === 'stand-in' ? { grep: /@shell/ } : {}),
    })),
    { name: 'server', testDir: 'e2e/server' },
  ],
})
