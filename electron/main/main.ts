import '../process/private.ts'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  powerSaveBlocker,
  protocol,
  shell,
  utilityProcess,
} from 'electron'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { Snapshot } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { onSpeak } from '../../shared/words/speaking.ts'
import { openCoreHere } from '../host/core-here.ts'
import { type SupervisedCore, superviseCore, tellLost } from '../host/supervisor.ts'
import { keepErrorLog, keepErrorLogLater } from '../process/error-log.ts'
import { keepLine, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { builtPrograms } from '../record/programs.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { isMendable } from '../start/mendable.ts'
import { readVersion } from '../start/version.ts'
import { keptMaster, takeMaster } from '../store/keys/kept-master.ts'
import { type Again, wasBegunAgain } from '../watchdog/again.ts'
import { followSessions } from '../watchdog/open-sessions.ts'
import { createPlayer } from '../watchdog/player.ts'
import { serveDashboard } from './dashboard-files.ts'
import { forkCore } from './fork-core.ts'
import { makeMenu } from './menu.ts'
import { isDashboard, SCHEME } from './origin.ts'
import { openToPrint } from './print.ts'
import { text } from './text.ts'
import { createCalls } from './unanswered.ts'
import { endPage, guardWindows, openWindow, showWindows } from './window.ts'
import { followAnswers } from './window-answers.ts'

/*
 * The desktop entry: the windows, and the core in a process of its own, which this one begins and begins again. Each window has a
 * port straight to the core. What a window may do is decided there; that it can do nothing else is decided in window.ts.
 */

const dataDir = defaultDataDir()
keepErrorLog(dataDir)

// Windows' own files lie beside the data, so that two data folders are two installations, each with one Vigil.
app.setPath('userData', join(dataDir, 'windows'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const begunAgain = wasBegunAgain()
if (begunAgain) takeMaster()
let core: SupervisedCore | null = null
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
/** How the core knows a window, before its number. */
const WINDOW = 'electron-'
/** The shell's own sound, for when no window plays one. */
const player = createPlayer(dataDir, { bell: () => shell.beep() })

// One error in the shell must not end the watching; before there is anything to watch, it must.
guardUncaught({
  survives: () => core !== null,
  note: sentence => core?.noteProblem(sentence),
  async end(error) {
    if (core === null) refuseToStart(error)
    // The watchdog is not told: over an open session it sounds when the core has gone.
    await core?.close(false)
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
      say(phrase.entries.vigilNotStarted, error)
      if (core === null) refuseToStart(error)
    })
}

async function start(): Promise<void> {
  guardWindows(say)
  const dashboard = serveDashboard(fileURLToPath(new URL('../renderer', import.meta.url)))
  let closed: ((request: Request) => Promise<Response>) | null = null
  protocol.handle(SCHEME, request => (closed ?? dashboard)(request))
  showMenu()
  onSpeak(showMenu)
  try {
    await beginWatching(await beginCore())
  } catch (error) {
    if (!isMendable(error)) throw error
    say(error.message)
    const { serveClosed } = await import('./closed-record.ts')
    const { message: sentence } = error
    closed = serveClosed({
      dataDir,
      sentence,
      async begin() {
        const started = await beginCore()
        closed = null
        await beginWatching(started)
      },
    })
  }
  addWindow()
}

function beginCore(): Promise<SupervisedCore> {
  const program = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  return superviseCore({
    open: forkCore(() => utilityProcess.fork(program('core.js'), [], { serviceName: 'Vigil core' })),
    otherwise: { open: openCoreHere, notice: text.coreHere },
    beginning: {
      dataDir,
      entry: 'electron',
      version: readVersion(),
      programs: builtPrograms(import.meta.url),
      // Electron's program as plain Node: a process that lives on when this one is gone, as its own utilities would not.
      watchdog: [process.execPath, program('watchdog.js')],
      isAgain: begunAgain,
      again: howAgain(),
      relays: ['room', 'roomRemoved', 'alarm', 'escalation', 'log', 'heartbeat'],
    },
    say,
    keepLine,
    bell: () => shell.beep(),
    onRestart: joinAgain,
    onMaster: () => core?.beAgain(howAgain()),
    onHeard: windowId => answers.hear(Number(windowId.slice(WINDOW.length))),
  })
}

async function beginWatching(started: SupervisedCore): Promise<void> {
  core = started
  started.beAgain(howAgain())
  keepErrorLogLater(dataDir)
  started.subscribe(events => {
    for (const event of events) onCoreEvent(JSON.parse(event) as CoreEvent)
  })
  const answer = JSON.parse(
    await started.answer({ windowId: 'desktop', entry: 'electron' }, 'snapshot', {}),
  ) as Answer<Snapshot>
  if (answer.ok) for (const room of answer.value.rooms) sessions.see(room)

  ipcMain.on('vigil:connect', event => {
    if (!isDashboard(event.senderFrame)) return
    const { port1, port2 } = new MessageChannelMain()
    started.connect({ windowId: `${WINDOW}${event.sender.id}`, entry: 'electron' }, port1)
    event.sender.postMessage('vigil:port', null, [port2])
    for (const notice of started.notices()) event.sender.send('vigil:notice', notice)
  })
}

/** How the watchdog begins this program again. */
function howAgain(): Again {
  return {
    pid: process.pid,
    // An AppImage is begun as a whole.
    program: process.env['APPIMAGE'] ?? process.execPath,
    args: [...process.execArgv, ...process.argv.slice(1)],
    folder: process.cwd(),
    line: keptMaster().master ?? null,
  }
}

/** Another core has begun, or has left out events: every window asks for a port to it, and for a snapshot. */
function joinAgain(lost: readonly string[]): void {
  for (const { webContents: page } of BrowserWindow.getAllWindows()) {
    page.send('vigil:restarted')
    for (const sentence of lost) page.send('vigil:notice', tellLost(sentence))
  }
}

function onCoreEvent(event: CoreEvent): void {
  sessions.follow(event)
  void openToPrint(event, path => shell.openPath(path), noteUnopened)
  if (event.kind === 'heartbeat') watchWindows()
  const raised =
    event.kind === 'alarm' && (event.event.transition === 'raised' || event.event.transition === 'escalated')
  if (raised) showWindows()
  const call = callFor(event)
  if (call && Notification.isSupported()) new Notification({ ...call, urgency: 'critical' }).show()
}

function noteUnopened(path: string, why: string): void {
  say(phrase.entries.printFileNotOpened(path), why)
  for (const { webContents: page } of BrowserWindow.getAllWindows())
    page.send('vigil:notice', text.notOpened(path, why))
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
  if (core === null && BrowserWindow.getAllWindows().length === 0) return
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
  try {
    await closing?.close(true)
  } catch (error) {
    say(phrase.entries.coreNotClosed, error)
  }
}

function refuseToStart(error: unknown): void {
  dialog.showErrorBox(text.cannotStart, error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** In the language of the moment. */
function showMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(makeMenu(text.menu, process.platform, addWindow)))
}
