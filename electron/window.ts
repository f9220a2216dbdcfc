import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { BrowserWindow, protocol, session } from 'electron'
import { contentSecurityPolicy } from './csp.ts'

export const ORIGIN = 'vigil://app'

/** Before the app is ready: gives `vigil:` the rights of a web origin, so that the page's policy and storage work. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'vigil', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Serves the built dashboard, and nothing outside its folder, under the content security policy. */
export function serveRenderer(rendererDir: string): void {
  protocol.handle('vigil', async request => {
    const { host, pathname } = new URL(request.url)
    const path = normalize(join(rendererDir, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)))
    const inside = path.startsWith(rendererDir + sep)
    if (host !== 'app' || !inside) return new Response('There is no such page.', { status: 404 })
    try {
      return new Response(new Uint8Array(await readFile(path)), {
        headers: {
          'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
        },
      })
    } catch {
      return new Response('There is no such page.', { status: 404 })
    }
  })
}

/** The dashboard needs no camera, no place, no notification: every permission is refused. */
export function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** Opens a window on the dashboard. It shows, asks and sounds; it holds nothing. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#0b0d10',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // A window behind others must go on sounding and drawing (AR-15).
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event, url) => {
    if (url !== `${ORIGIN}/`) event.preventDefault()
  })
  webContents.on('will-attach-webview', event => event.preventDefault())
  // The core knows everything, so a window that died is simply opened anew.
  webContents.on('render-process-gone', () => webContents.reload())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${ORIGIN}/`)
  return window
}
