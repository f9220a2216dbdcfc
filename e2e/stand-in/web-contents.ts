import type { WebContents, WindowOpenHandlerResponse } from 'electron'
import { fromChromium, ownScheme, toChromium } from './addresses.ts'
import { emitFromApp } from './app.ts'
import type { Cdp } from './cdp.ts'
import { interceptRequests } from './interception.ts'
import { sendToPage } from './message-channel.ts'
import { connectPreload } from './preload.ts'
import { applyPermissions, defaultSession } from './session.ts'
import { createEmitter, notImplemented, preventable, stop, strict } from './strict.ts'

/** A page as its window has it: Electron's WebContents, and what only the window may do with it. */
export interface Page {
  readonly contents: WebContents
  load(url: string): Promise<void>
  /** Asks the program whether this page may open a window; this stand-in can only refuse. */
  refuseWindow(url: string): void
  onFirstPaint(listener: () => void): void
  destroy(): void
}

export interface PageOptions {
  readonly id: number
  readonly chromium: Cdp
  /** The attached page, still waiting to be started. */
  readonly target: Promise<Cdp>
  /** By which any process can attach to it. */
  readonly targetId: Promise<string>
  readonly preload: string | null
}

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse

/** What Chromium says of a load that another load has overtaken. */
const ABORTED = 'net::ERR_ABORTED'

export function createPage({ id, chromium, target, targetId, preload }: PageOptions): Page {
  const events = createEmitter(
    'webContents',
    [
      'will-navigate',
      'will-attach-webview',
      'render-process-gone',
      'preload-error',
      'did-finish-load',
      'did-fail-load',
      'unresponsive',
      'destroyed',
    ],
    () => contents,
  )
  let url = ''
  let crashed = false
  let destroyed = false
  /** Where the page has been sent, until it is there: not a navigation of its own. */
  let ordered: string | null = null
  let openHandler: OpenHandler | null = null
  let onFirstPaint = () => {}

  const contents: WebContents = strict<WebContents>('webContents', {
    id,
    ...(events.methods as Pick<WebContents, 'on' | 'once' | 'off' | 'removeListener'>),
    session: defaultSession,
    getURL: () => url,
    isDestroyed: () => destroyed,
    isCrashed: () => crashed,
    setWindowOpenHandler(handler) {
      openHandler = handler as OpenHandler
    },
    send(channel, ...args) {
      if (destroyed) throw new TypeError('Object has been destroyed')
      preloadLink.send(channel, args)
    },
    postMessage(channel, message, transfer = []) {
      if (destroyed) throw new TypeError('Object has been destroyed')
      const ids = transfer.map(port => sendToPage(port, targetId))
      preloadLink.post(channel, message, ids)
    },
    reload() {
      ordered = url
      void ready.then(page => page.send('Page.reload')).catch(onGone)
    },
    forcefullyCrashRenderer() {
      void ready.then(page => page.send('Page.crash')).catch(onGone)
    },
  })

  const preloadLink = connectPreload({
    contents,
    preload,
    onError: error => events.emit('preload-error', {}, preload, error),
  })

  const ready = target.then(async page => {
    const { frameTree } = await page.send('Page.getFrameTree').catch(async () => {
      await page.send('Runtime.runIfWaitingForDebugger')
      return page.send('Page.getFrameTree')
    })
    const mainFrame = frameTree.frame.id
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id === mainFrame) onNavigated(frame.url)
    })
    page.on('Page.navigatedWithinDocument', ({ frameId, url: to }) => {
      if (frameId === mainFrame) url = fromChromium(to)
    })
    page.on('Page.frameRequestedNavigation', ({ frameId, url: to }) => {
      if (frameId === mainFrame) onPageNavigates(page, to)
    })
    page.on('Page.loadEventFired', () => {
      events.emit('did-finish-load', {})
      onFirstPaint()
    })
    page.on('Inspector.targetCrashed', () => {
      crashed = true
      preloadLink.disconnect()
      events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
    await page.send('Page.enable')
    await page.send('Inspector.enable')
    await preloadLink.connect(page, mainFrame)
    await interceptRequests(page, { mainFrame, mayNavigate })
    await page.send('Runtime.runIfWaitingForDebugger')
    return page
  })
  // A program that closes its window at once leaves this undone; whoever waits for it hears of it.
  ready.catch(() => undefined)

  function onNavigated(to: string): void {
    crashed = false
    ordered = null
    url = fromChromium(to)
    if (to === 'about:blank' || to.startsWith('chrome-error:')) return
    if (url === to) stop(notImplemented(`a page at ${to}, which no handler of the program serves,`))
  }

  /** The page's own wish to go where no request will show it: most often by a scheme that Chromium does not know. */
  function onPageNavigates(page: Cdp, to: string): void {
    if (/^https?:/.test(to)) return
    if (ownScheme(to) === null) stop(notImplemented(`a page's own navigation to ${to}`))
    if (!mayNavigate(to)) return
    // Chromium's own attempt at the scheme, which comes to nothing, may overtake this one.
    const again = (): Promise<unknown> => send(page, to).then(error => error === ABORTED && again())
    void again().catch(onGone)
  }

  /** Sends the page there. Resolves once its document is there, or with what Chromium says against it. */
  async function send(page: Cdp, to: string): Promise<string | undefined> {
    ordered = fromChromium(toChromium(to))
    const { errorText } = await page.send('Page.navigate', { url: toChromium(to) })
    ordered = null
    return errorText
  }

  function mayNavigate(to: string): boolean {
    if (to === ordered) return true
    const event = preventable('Event', { url: to, isMainFrame: true, isSameDocument: false })
    events.emit('will-navigate', event, to)
    return !event.defaultPrevented
  }

  emitFromApp('web-contents-created', {}, contents)

  return {
    contents,
    async load(to) {
      const page = await ready
      await applyPermissions(chromium, contents, new URL(toChromium(to)).origin)
      const loaded = new Promise<void>(resolve => page.on('Page.loadEventFired', () => resolve()))
      const error = await send(page, to)
      if (error) {
        events.emit('did-fail-load', {}, -2, error, to, true)
        throw new Error(`${error} loading '${to}'`)
      }
      await loaded
    },
    refuseWindow(to) {
      // Without a handler Electron opens the window.
      const action = openHandler?.({ url: to }).action ?? 'allow'
      if (action !== 'deny') throw notImplemented('a window that is opened by a page')
    },
    onFirstPaint(listener) {
      onFirstPaint = listener
    },
    destroy() {
      destroyed = true
      preloadLink.disconnect()
      events.emit('destroyed')
    },
  }
}

/** A page may go while something is asked of it. */
function onGone(error: unknown): void {
  const gone = error instanceof Error && /Session with given id not found|Target crashed/.test(error.message)
  if (!gone) stop(error)
}
