import '../process/private.ts'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MenuItemConstructorOptions,
  Notification,
  powerSaveBlocker,
  protocol,
  shell,
} from 'electron'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { Core } from '../core/core.ts'
import { keepErrorLog, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { startCore } from '../start/start-core.ts'
import { readVersion } from '../start/version.ts'
import { followSessions } from '../watchdog/open-sessions.ts'
import { createPlayer } from '../watchdog/player.ts'
import { readSoundOutput } from '../watchdog/sound-output.ts'
import { startWatchdog } from '../watchdog/start.ts'
import { serveDashboard } from './dashboard-files.ts'
import { isDashboard, SCHEME } from './origin.ts'
import { text } from './text.ts'
import { createCalls } from './unanswered.ts'
import { endPage, guardWindows, openWindow, showWindows } from './window.ts'
import { followAnswers } from './window-answers.ts'

/*
 * The desktop entry: the core, in Electron's main process, and its windows. What a window may do is decided in the core;
 * that it can do nothing else is decided in window.ts.
 */

const dataDir = defaultDataDir()
keepErrorLog(dataDir)

// Windows' own files lie beside the data, so that two data folders are two installations, each with one Vigil.
app.setPath('userData', join(dataDir, 'windows'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

let core: Core | null = null
let endWatchdog = () => {}
/** A person has said that Vigil shall end, or nothing is being watched. */
let ending = false
let asking = false
let blocker: number | null = null

const sessions = followSessions(anyOpen => {
  // Display sleep too: a dark screen shows no values, and locks itself on many clinics' computers (alarm rule AR-15).
  if (anyOpen) blocker = powerSaveBlocker.start('prevent-display-sleep')
  else if (blocker !== null) powerSaveBlocker.stop(blocker)
})
const callFor = createCalls(sessions.name)

const answers = followAnswers()
/** The shell's own sound, for when no window plays one. */
const player = createPlayer(dataDir, { bell: () => shell.beep() })

// One error in the shell must not end the watching; before there is anything to watch, it must.
guardUncaught({
  survives: () => core !== null,
  note: sentence => core?.noteProblem(sentence),
  async end(error) {
    if (core === null) refuseToStart(error)
    // The watchdog is not told: over an open session it sounds when this process has gone.
    await core?.close()
    app.exit(1)
  },
})

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => openOrShow())
  app.on('activate', () => openOrShow())
  app.on('window-all-closed', () => {
    // Whatever took the last window away: while a session is open there is one.
    if (sessions.rooms().length > 0 && !ending) addWindow()
    else app.quit()
  })
  app.on('before-quit', event => {
    if (mayEnd()) return
    event.preventDefault()
    void askToEnd(BrowserWindow.getAllWindows()[0])
  })
  app.on('will-quit', event => {
    if (core === null) return
    event.preventDefault()
    void closeCore().then(() => app.exit(0))
  })
  guardReady()
} else app.quit()

function guardReady(): void {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      say('Vigil could not start.', error)
      if (core === null) refuseToStart(error)
    })
}

async function start(): Promise<void> {
  guardWindows(say)
  protocol.handle(SCHEME, serveDashboard(fileURLToPath(new URL('../renderer', import.meta.url))))
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate()))
  const started = await startCore({
    dataDir,
    entry: 'electron',
    version: readVersion(),
    beep: player.play,
    readSoundOutput,
    reportWorker: new URL('report-worker.js', import.meta.url),
  })
  core = started
  started.subscribe(onCoreEvent)
  const snapshot = await started.request({ windowId: 'desktop', entry: 'electron' }, 'snapshot', {})
  if (snapshot.ok) for (const room of snapshot.value.rooms) sessions.see(room)
  // Electron's program as plain Node: a process that lives on when this one is gone, as its own utilities would not.
  endWatchdog = startWatchdog({
    dataDir,
    command: [process.execPath, fileURLToPath(new URL('watchdog.js', import.meta.url))],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    subscribe: started.subscribe,
    isOpen: () => sessions.rooms().length > 0,
    say,
  })

  ipcMain.handle('vigil:request', (event, name: unknown, payload: unknown): Answer | Promise<Answer> => {
    if (!isDashboard(event.senderFrame)) return { ok: false, code: 'forbidden', message: text.notDashboard }
    if (typeof name !== 'string') return { ok: false, code: 'invalid', message: text.notNamed }
    answers.hear(event.sender.id)
    return started.answer({ windowId: windowIdOf(event.sender.id), entry: 'electron' }, name, payload)
  })
  addWindow()
}

/** As the core knows a window: the same when its page is loaded anew. */
const windowIdOf = (contentsId: number): string => `electron-${contentsId}`

function onCoreEvent(event: CoreEvent): void {
  sessions.follow(event)
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isDestroyed() || window.webContents.isCrashed()) continue
    const shown = core ? core.shownTo(event, windowIdOf(window.webContents.id)) : event
    if (shown) window.webContents.send('vigil:event', shown)
  }
  if (event.kind === 'heartbeat') watchWindows()
  const raised =
    event.kind === 'alarm' && (event.event.transition === 'raised' || event.event.transition === 'escalated')
  if (raised) showWindows()
  const call = callFor(event)
  if (call && Notification.isSupported()) new Notification({ ...call, urgency: 'critical' }).show()
}

/** A window that hangs is loaded anew; if there is no other, the shell sounds, since nobody sees an alarm or plays one. */
function watchWindows(): void {
  const pages = BrowserWindow.getAllWindows().map(({ webContents }) => webContents)
  const { lost, noneLeft } = answers.beat(pages.map(({ id }) => id))
  if (noneLeft && sessions.rooms().length > 0) player.play()
  for (const page of pages) if (lost.includes(page.id)) endPage(page, say)
}

function addWindow(): void {
  const window = openWindow()
  window.on('close', event => {
    const others = BrowserWindow.getAllWindows().some(other => other !== window && other.isVisible())
    if (others || mayEnd()) return
    event.preventDefault()
    void askToEnd(window)
  })
}

function openOrShow(): void {
  if (core === null) return
  if (BrowserWindow.getAllWindows().length === 0) addWindow()
  showWindows()
  BrowserWindow.getAllWindows()[0]?.focus()
}

function mayEnd(): boolean {
  return ending || sessions.rooms().length === 0
}

/** Asks what shall become of an open session; without an answer everything stays as it is. */
async function askToEnd(window: BrowserWindow | undefined): Promise<void> {
  if (asking || window === undefined) return
  asking = true
  // A question that belongs to a hidden window would be hidden as well.
  if (!window.isVisible()) window.show()
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: text.sessionOpen(sessions.rooms()),
      detail: text.sessionOpenDetail,
      buttons: [text.keepWindow, text.hideWindow, text.endVigil],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (response === 1) for (const each of BrowserWindow.getAllWindows()) each.hide()
    if (response !== 2) return
    ending = true
    app.quit()
  } finally {
    asking = false
  }
}

async function closeCore(): Promise<void> {
  const closing = core
  core = null
  endWatchdog()
  try {
    await closing?.close()
  } catch (error) {
    say('The core did not close in order.', error)
  }
}

function refuseToStart(error: unknown): void {
  dialog.showErrorBox(text.cannotStart, error instanceof Error ? error.message : String(error))
  app.exit(1)
}

function menuTemplate(): MenuItemConstructorOptions[] {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  return [
    ...mac,
    {
      label: text.file,
      submenu: [
        { id: 'new-window', label: text.newWindow, accelerator: 'CmdOrCtrl+N', click: () => addWindow() },
        { role: 'close' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: text.view,
      // No reload: what a window shows is whole again by itself, and a chart lost by a slip of the hand is not wanted.
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu' },
  ]
}
