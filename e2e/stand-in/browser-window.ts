import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronWindow } from 'electron'
import { isReady, onWindowsGone } from './app.ts'
import type { Cdp, Protocol } from './cdp.ts'
import { checkOptions, createEmitter, notImplemented, preventable, stop, strict } from './strict.ts'
import { createPage, type Page } from './web-contents.ts'
import { addWindow, listWindows, removeWindow } from './windows.ts'

const is = (type: string) => (value: unknown) => typeof value === type
const only = (wanted: unknown) => (value: unknown) => value === wanted

const windowOptions = {
  title: is('string'),
  width: is('number'),
  height: is('number'),
  minWidth: is('number'),
  minHeight: is('number'),
  show: is('boolean'),
  backgroundColor: is('string'),
  autoHideMenuBar: is('boolean'),
  webPreferences: is('object'),
}

/** Only what a window that shows a page safely needs; an insecure value throws. */
const webPreferences = {
  preload: is('string'),
  sandbox: only(true),
  contextIsolation: only(true),
  nodeIntegration: only(false),
  webSecurity: only(true),
  backgroundThrottling: only(false),
  autoplayPolicy: only('no-user-gesture-required'),
  spellcheck: only(false),
  devTools: is('boolean'),
}

const pages = new Map<string, { readonly page: Page; readonly window: ElectronWindow; gone(): void }>()
const awaited = new Map<string, (session: { cdp: Cdp; targetId: string }) => void>()
let chromium: Cdp | null = null
let lastId = 0

/** Watches every page that Chromium opens: those of windows are handed to them, any other is refused. */
export async function watchPages(browser: Cdp): Promise<void> {
  chromium = browser
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const cdp = browser.session(sessionId)
    const claim = awaited.get(targetInfo.url)
    if (claim) claim({ cdp, targetId: targetInfo.targetId })
    else if (targetInfo.type === 'page') void refuse(cdp, targetInfo)
    // Workers and the like: no page, nothing to say.
    else void cdp.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
  })
  browser.on('Target.targetDestroyed', ({ targetId }) => pages.get(targetId)?.gone())
  await browser.send('Target.setDiscoverTargets', { discover: true })
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  })

  async function refuse(cdp: Cdp, { targetId, openerId, url }: Protocol.Target.TargetInfo): Promise<void> {
    const opener = openerId === undefined ? [...pages.values()][0] : pages.get(openerId)
    // Closed while it waits, it would keep its opener waiting too: it is let go, but gets nothing to show.
    await Promise.all([
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      cdp.send('Runtime.runIfWaitingForDebugger'),
    ]).catch(() => undefined)
    await browser.send('Target.closeTarget', { targetId }).catch(() => undefined)
    try {
      opener?.page.refuseWindow(url)
    } catch (error) {
      stop(error)
    }
  }
}

function createWindow(options: BrowserWindowConstructorOptions = {}): ElectronWindow {
  if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
  const browser = chromium
  if (!browser) throw new Error('Electron stand-in: Chromium has not been started')
  checkOptions('BrowserWindow options', { ...options }, windowOptions)
  checkOptions('webPreferences', { ...options.webPreferences }, webPreferences)
  // Electron's defaults are safe for the rest, but not for these.
  if (options.webPreferences?.backgroundThrottling !== false)
    throw notImplemented('webPreferences.backgroundThrottling = true')

  lastId += 1
  const id = lastId
  const events = createEmitter(
    'BrowserWindow',
    ['close', 'closed', 'show', 'hide', 'ready-to-show', 'minimize', 'restore', 'focus', 'unresponsive'],
    () => window,
  )
  let visible = options.show !== false
  let minimized = false
  let destroyed = false

  const target = openTarget(browser, id, options)
  const page = createPage({
    id,
    chromium: browser,
    target: target.then(({ cdp }) => cdp),
    targetId: target.then(({ targetId }) => targetId),
    preload: options.webPreferences?.preload ?? null,
  })
  let painted = false
  page.onFirstPaint(() => {
    if (!painted) events.emit('ready-to-show')
    painted = true
  })

  const alive =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R => {
      if (destroyed) throw new TypeError('Object has been destroyed')
      return run(...args)
    }

  const window: ElectronWindow = strict<ElectronWindow>('BrowserWindow', {
    id,
    webContents: page.contents,
    ...(events.methods as Pick<ElectronWindow, 'on' | 'once' | 'off' | 'removeListener'>),
    loadURL: alive(url => page.load(url)),
    isDestroyed: () => destroyed,
    isVisible: alive(() => visible),
    isMinimized: alive(() => minimized),
    show: alive(() => {
      visible = true
      events.emit('show')
    }),
    hide: alive(() => {
      visible = false
      events.emit('hide')
    }),
    minimize: alive(() => {
      minimized = true
      events.emit('minimize')
    }),
    restore: alive(() => {
      minimized = false
      events.emit('restore')
    }),
    focus: alive(() => void events.emit('focus')),
    close: alive(() => {
      const event = preventable('Event', {})
      events.emit('close', event)
      if (!event.defaultPrevented) gone()
    }),
    destroy: alive(() => gone()),
  })

  function gone(): void {
    if (destroyed) return
    destroyed = true
    removeWindow(window)
    page.destroy()
    void target.then(({ targetId }) => {
      pages.delete(targetId)
      // A page that has gone by itself cannot be closed once more.
      return browser?.send('Target.closeTarget', { targetId }).catch(() => undefined)
    })
    events.emit('closed')
    if (listWindows().length === 0) setImmediate(onWindowsGone)
  }

  void target.then(({ targetId }) => {
    if (!destroyed) pages.set(targetId, { page, window, gone })
  })
  addWindow(window)
  return window
}

/** Opens a page of Chromium's; it waits, attached, until it is let go. */
function openTarget(browser: Cdp, id: number, { width, height }: BrowserWindowConstructorOptions) {
  const url = `about:blank#window-${id}`
  const { promise, resolve } = Promise.withResolvers<{ cdp: Cdp; targetId: string }>()
  awaited.set(url, resolve)
  void browser.send('Target.createTarget', {
    url,
    width: width ?? 800,
    height: height ?? 600,
    newWindow: true,
  })
  return promise
}

/** Electron's BrowserWindow: made with `new`, with what it knows of all windows as its own functions. */
export const BrowserWindow = new Proxy(
  // Only an ordinary function can be called with `new` through a proxy.
  function BrowserWindow() {} as unknown as new (
    options?: BrowserWindowConstructorOptions,
  ) => ElectronWindow,
  {
    construct: (_, [options]) => createWindow(options),
    get(_, key) {
      if (key === 'getAllWindows') return listWindows
      if (key === 'fromWebContents')
        return (contents: unknown) => listWindows().find(window => window.webContents === contents) ?? null
      if (typeof key === 'symbol' || key === 'prototype' || key === 'name') return undefined
      throw notImplemented(`BrowserWindow.${key}`)
    },
  },
)
