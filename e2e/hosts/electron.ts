import { _electron as electron } from 'playwright'
import type { StartHost } from './host.ts'
import { root } from './processes.ts'

/** The button that ends Vigil over an open session. */
const END_VIGIL = 2

/** The desktop app itself. */
export const startElectron: StartHost = async ({ dataDir, say }) => {
  const app = await electron.launch({
    args: [root, '--no-sandbox'],
    env: { ...process.env, VIGIL_DATA: dataDir } as Record<string, string>,
  })
  app.process().stderr?.on('data', chunk => say(String(chunk)))
  const page = await app.firstWindow()
  return {
    page,
    async newWindow() {
      const opened = app.waitForEvent('window')
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click())
      return opened
    },
    async kill() {
      app.process().kill('SIGKILL')
      await app.close().catch(() => {})
    },
    async close() {
      // A session that a flow has left open is a question first; nobody is there to answer it.
      await app.evaluate(({ dialog }, response) => {
        dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
      }, END_VIGIL)
      await app.close()
    },
  }
}
