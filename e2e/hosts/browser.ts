import { type Browser, chromium } from 'playwright/test'
import { findHeadless } from '../../electron/start/programs.ts'
import type { StartHost } from './host.ts'
import { cli, end, firstLine, start } from './processes.ts'

const chromiumArgs = [
  '--no-sandbox',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
]

/** A Chromium of its own: the one for tests, or another. */
export function launchChromium(executablePath = findHeadless()): Promise<Browser> {
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs })
}

/** One Chromium for all flows of this worker: each has a context of its own, and starting it anew costs a second. */
let chromiumOfWorker: Promise<Browser> | null = null

function findBrowser(): Promise<Browser> {
  chromiumOfWorker ??= launchChromium()
  return chromiumOfWorker
}

/** The browser entry, in a headless Chromium. */
export const startBrowserHost: StartHost = async ({ dataDir, say }) => {
  const core = start(
    [cli, 'serve', '--port', '0', '--no-open'],
    // Never the key store of whoever runs the tests.
    { VIGIL_DATA: dataDir, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
    say,
  )
  const { link } = JSON.parse(await firstLine(core, line => line.startsWith('{'))) as { link: string }
  const browser = await findBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true })
  const page = await context.newPage()
  await page.goto(link)
  return {
    page,
    async newWindow() {
      const other = await context.newPage()
      await other.goto(new URL(link).origin)
      return other
    },
    async kill() {
      await end(core, 'SIGKILL')
      await context.close()
    },
    async close() {
      await context.close()
      await end(core, 'SIGTERM')
    },
  }
}
