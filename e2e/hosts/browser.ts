import { chromium } from 'playwright/test'
import { findChromium } from '../../electron/start/programs.ts'
import type { StartHost } from './host.ts'
import { end, firstLine, start } from './processes.ts'

export const chromiumArgs = [
  '--no-sandbox',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
]

/** The browser entry, in a headless Chromium. */
export const startBrowserHost: StartHost = async ({ dataDir, say }) => {
  const core = start(
    ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open'],
    { VIGIL_DATA: dataDir },
    say,
  )
  const { link } = JSON.parse(await firstLine(core, line => line.startsWith('{'))) as { link: string }
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArgs,
  })
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
      await browser.close()
    },
    async close() {
      await browser.close()
      await end(core, 'SIGTERM')
    },
  }
}
