import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, shell } from 'electron'
import type { CoreEvent } from '../shared/ipc.ts'
import { type Core, createCore } from './core/core.ts'
import { ORIGIN, openWindow, refusePermissions, registerScheme, serveRenderer } from './window.ts'

/*
 * The desktop entry: windows around the same core. Everything that watches, judges and stores is in `core/`.
 */

const here = fileURLToPath(new URL('.', import.meta.url))
const preload = join(here, 'preload.cjs')
const rendererDir = join(here, '..', 'renderer')

// Wherever VIGIL_DATA points, Electron's own files go too: two installations on one machine stay apart.
const dataDir = process.env['VIGIL_DATA']
if (dataDir) app.setPath('userData', dataDir)

if (!app.requestSingleInstanceLock()) app.quit()
else {
  registerScheme()
  void app.whenReady().then(run)
}

async function run(): Promise<void> {
  let core: Core
  try {
    core = await createCore({
      dataDir: app.getPath('userData'),
      entry: 'electron',
      version: app.getVersion(),
      beep: () => shell.beep(),
    })
  } catch (error) {
    dialog.showErrorBox('Vigil cannot start', error instanceof Error ? error.message : String(error))
    app.exit(1)
    return
  }
  serveRenderer(rendererDir)
  refusePermissions()
  answerWindows(core)
  const openSessions = watchSessions(core)
  Menu.setApplicationMenu(makeMenu())
  keepOpen(openWindow(preload), openSessions)

  app.on('second-instance', () => showWindow(openSessions))
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow(openSessions)
  })
  let closing = false
  app.on('before-quit', event => {
    if (closing) return
    event.preventDefault()
    closing = true
    void core.close().finally(() => app.quit())
  })
  app.on('window-all-closed', () => app.quit())

  function makeMenu(): Menu {
    return Menu.buildFromTemplate([
      {
        label: 'Vigil',
        submenu: [
          {
            id: 'new-window',
            label: 'New window',
            accelerator: 'CmdOrCtrl+N',
            click: () => keepOpen(openWindow(preload), openSessions),
          },
          { role: 'togglefullscreen' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
    ])
  }
}

/** Requests of our own page's main frame only, and every event to every window. */
function answerWindows(core: Core): void {
  ipcMain.handle('vigil:request', (event, name: unknown, payload: unknown) => {
    const { senderFrame } = event
    if (!senderFrame || senderFrame !== event.sender.mainFrame || !senderFrame.url.startsWith(`${ORIGIN}/`))
      return { ok: false, code: 'forbidden', message: 'Only the dashboard may ask.' }
    return core.request({ windowId: `electron-${event.sender.id}`, entry: 'electron' }, String(name), payload)
  })
  core.subscribe((event: CoreEvent) => {
    for (const window of BrowserWindow.getAllWindows())
      if (!window.isDestroyed()) window.webContents.send('vigil:event', event)
  })
}

/** Counts open sessions, and keeps the computer awake while there is one (AR-15). */
function watchSessions(core: Core): () => number {
  const open = new Set<string>()
  let blocker: number | null = null
  const note = (roomId: string, isOpen: boolean) => {
    if (isOpen) open.add(roomId)
    else open.delete(roomId)
    // The display stays on too: a dark screen shows no alarm.
    if (open.size > 0 && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep')
    if (open.size === 0 && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
  core.subscribe(event => {
    if (event.kind === 'room') note(event.room.id, event.room.session !== null)
  })
  return () => open.size
}

/** The last window does not close over an open session without a word: nobody would see or hear its alarms. */
function keepOpen(window: BrowserWindow, openSessions: () => number): void {
  window.on('close', event => {
    if (openSessions() === 0 || BrowserWindow.getAllWindows().length > 1) return
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'A session is open.',
      detail:
        'Without this window nobody sees or hears its alarms. The session goes on when Vigil is started again.',
      buttons: ['Keep watching', 'Quit Vigil'],
      defaultId: 0,
      cancelId: 0,
    })
    if (choice === 0) event.preventDefault()
  })
}

function showWindow(openSessions: () => number): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) {
    keepOpen(openWindow(preload), openSessions)
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
}

// An error that nobody caught is written down; the watching must go on.
process.on('uncaughtException', error => console.error('Uncaught:', error))
process.on('unhandledRejection', error => console.error('Unhandled:', error))
