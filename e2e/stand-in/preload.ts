import { readFileSync } from 'node:fs'
import type { WebContents } from 'electron'
import { fromChromium } from './addresses.ts'
import type { Cdp } from './cdp.ts'
import { dispatchInvoke, dispatchSend } from './ipc-main.ts'
import type { FromPreload, ToPreload } from './page/preload-world.ts'
import { makePageScripts } from './page/scripts.ts'
import { makeWire } from './page/wire.ts'

/** The name of the world that preload scripts have to themselves. */
export const WORLD = 'Electron Isolated Context'

export interface PreloadLink {
  /** Makes every later document of the page start with the preload script. */
  connect(page: Cdp, mainFrame: string): Promise<void>
  /** To the listeners of the document that is there now; without one the message is lost, as in Electron. */
  send(channel: string, args: readonly unknown[]): void
  /** The same, with the page's ends of ports. */
  post(channel: string, message: unknown, ports: readonly string[]): void
  disconnect(): void
}

export interface PreloadOptions {
  readonly contents: WebContents
  /** The script's path. */
  readonly preload: string | null
  readonly onError: (error: Error) => void
}

const wire = makeWire()

/** Joins a page's preload script to ipcMain. */
export function connectPreload({ contents, preload, onError }: PreloadOptions): PreloadLink {
  let tellWorld: ((message: ToPreload) => void) | null = null

  async function answer(
    message: FromPreload & { kind: 'invoke' },
    reply: (answer: ToPreload) => void,
  ): Promise<void> {
    const { id, channel, args } = message
    try {
      const value = await dispatchInvoke({ sender: contents, url: fromChromium(message.url) }, channel, args)
      reply({ kind: 'answer', id, ok: true, value })
    } catch (error) {
      reply({ kind: 'answer', id, ok: false, value: String(error) })
    }
  }

  return {
    async connect(page, mainFrame) {
      const scripts = makePageScripts(preload === null ? '' : readFileSync(preload, 'utf8'))
      const tellers = new Map<number, (message: ToPreload) => void>()

      page.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.name !== WORLD || context.auxData?.['frameId'] !== mainFrame) return
        const tell = (message: ToPreload) => {
          const text = wire.encode(message)
          void page
            .send('Runtime.callFunctionOn', {
              executionContextId: context.id,
              functionDeclaration: `function (text) { globalThis[${JSON.stringify(scripts.hear)}](text) }`,
              arguments: [{ value: text }],
            })
            // The document has gone while this was under way.
            .catch(() => undefined)
        }
        tellers.set(context.id, tell)
        tellWorld = tell
      })
      page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
        if (tellWorld === tellers.get(executionContextId)) tellWorld = null
        tellers.delete(executionContextId)
      })
      page.on('Runtime.executionContextsCleared', () => {
        tellers.clear()
        tellWorld = null
      })
      page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
        const reply = tellers.get(executionContextId)
        if (name !== scripts.tell || !reply) return
        const message = wire.decode(payload) as FromPreload
        if (message.kind === 'error') onError(new Error(message.message))
        else if (message.kind === 'invoke') void answer(message, reply)
        else dispatchSend({ sender: contents, url: fromChromium(message.url) }, message.channel, message.args)
      })

      await page.send('Runtime.enable')
      // Only the preload script's world can call the main process.
      await page.send('Runtime.addBinding', { name: scripts.tell, executionContextName: WORLD })
      await page.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page })
      await page.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: WORLD })
    },
    send(channel, args) {
      // What may not be cloned throws here, whether anybody listens or not.
      wire.encode(args)
      tellWorld?.({ kind: 'event', channel, args })
    },
    post(channel, message, ports) {
      wire.encode(message)
      tellWorld?.({ kind: 'event', channel, args: [message], ports })
    },
    disconnect() {
      tellWorld = null
    },
  }
}
