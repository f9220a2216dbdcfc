import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, session, type WebContents } from 'electron'
import { phrase } from '../../shared/words/host.ts'
import { DASHBOARD_URL } from './origin.ts'

/* The windows of the desktop entry, and everything that no page in them may do. */

const PRELOAD = fileURLToPath(new URL('preload.cjs', import.meta.url))
/** Near black, as the dashboard: a white flash at opening would light up a dim room. */
const BACKGROUND = '#0b0d10'
/** A window that has just been lost is opened again at once; one that keeps being lost, after a while. */
const RELOAD_AFTER_MS = { once: 0, again: 5_000 }
const AGAIN_WITHIN_MS = 30_000

/** Opens one more window with the dashboard. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Vigil',
    width: 1440,
    height: 900,
    minWidth: 1000,
    minHeight: 640,
    show: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: {
      preload: PRELOAD,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Values, sound and the window's own watch on the core must go on behind other windows (alarm rule AR-15).
      backgroundThrottling: false,
      // An alarm must sound in a window that nobody has touched yet.
      autoplayPolicy: 'no-user-gesture-required',
      // The spell checker fetches dictionaries from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  // Reported by `did-fail-load`; nobody else waits for this.
  window.loadURL(DASHBOARD_URL).catch(() => undefined)
  return window
}

/** Brings every hidden or minimised window back in sight. */
export function showWindows(): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isMinimized()) window.restore()
    if (!window.isVisible()) window.show()
  }
}

/** Refuses, for every window there will be, what the dashboard never needs: leaving its page, windows, permissions, network. */
export function guardWindows(report: (what: string, error: unknown) => void): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', details => {
      // The page may load itself anew, and go nowhere else.
      if (details.url !== contents.getURL()) details.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('preload-error', (_event, path, error) => report(phrase.entries.scriptFailed(path), error))
    contents.on('did-fail-load', (_event, code, description, url) =>
      report(phrase.entries.pageNotLoaded(url), `${description} (${code})`),
    )
    keepAlive(contents, report)
  })

  const { defaultSession } = session
  // Sound output needs no permission, and Vigil asks for nothing else.
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  )
}

/** Ends a page that hangs, so that it is loaded anew. One that has crashed is about to be. */
export function endPage(contents: WebContents, report: (what: string, error: unknown) => void): void {
  if (contents.isCrashed()) return
  report(phrase.entries.windowHung, contents.getURL())
  contents.forcefullyCrashRenderer()
}

/** A window whose page has crashed or hangs shows old values or nothing: it is loaded anew. The core watches on meanwhile. */
function keepAlive(contents: WebContents, report: (what: string, error: unknown) => void): void {
  let lostAtMs = Number.NEGATIVE_INFINITY
  contents.on('unresponsive', () => endPage(contents, report))
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    report(phrase.entries.windowLost, `${reason} (${exitCode})`)
    const again = performance.now() - lostAtMs < AGAIN_WITHIN_MS
    lostAtMs = performance.now()
    setTimeout(
      () => {
        if (!contents.isDestroyed()) contents.reload()
      },
      again ? RELOAD_AFTER_MS.again : RELOAD_AFTER_MS.once,
    )
  })
}
