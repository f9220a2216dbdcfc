import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from 'playwright/test'
import type { HostName, RunningHost } from './hosts/host.ts'
import { startHost } from './hosts/index.ts'

/** Vigil with a data folder of its own, on the host of this project. */
export interface Vigil {
  readonly dataDir: string
  readonly page: Page
  newWindow(): Promise<Page>
  /** Ends it as a power cut would, and starts it again on the same data; `meanwhile` may change what it left. */
  crash(meanwhile?: () => void): Promise<Page>
}

export const test = base.extend<{ vigil: Vigil }, { host: HostName }>({
  host: ['browser', { option: true, scope: 'worker' }],
  vigil: async ({ host }, use, testInfo) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-e2e-'))
    const words: string[] = []
    const options = { dataDir, say: (line: string) => void words.push(line) }
    let running: RunningHost = await startHost[host](options)
    await use({
      dataDir,
      get page() {
        return running.page
      },
      newWindow: () => running.newWindow(),
      async crash(meanwhile = () => {}) {
        await running.kill()
        meanwhile()
        running = await startHost[host](options)
        return running.page
      },
    })
    await running.close()
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('processes', { body: words.join('\n') })
    rmSync(dataDir, { recursive: true, force: true })
  },
})

export { expect } from 'playwright/test'
