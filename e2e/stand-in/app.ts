import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, unlinkSync, watch, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { processExists } from '../../electron/process/exists.ts'
import { createEmitter, notImplemented, preventable, strict } from './strict.ts'
import { listWindows } from './windows.ts'

const events = createEmitter(
  'app',
  [
    'ready',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
    'activate',
    'second-instance',
    'web-contents-created',
  ],
  () => app,
)
/** What the program hears about itself as a whole. */
export const emitFromApp = events.emit

const paths = new Map<string, string>([['userData', join(homedir(), '.config', 'electron-stand-in')]])
let ready = false
let quitting = false
const { promise: whenReady, resolve: resolveReady } = Promise.withResolvers<void>()

export const app: App = strict<App>('app', {
  ...(events.methods as Pick<App, 'on' | 'once' | 'off' | 'removeListener'>),
  isReady: () => ready,
  whenReady: () => whenReady,
  isPackaged: false,
  enableSandbox() {
    if (ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  },
  getPath(name) {
    const path = paths.get(name)
    if (path === undefined) throw notImplemented(`app.getPath('${name}')`)
    return path
  },
  setPath(name, path) {
    if (!paths.has(name)) throw notImplemented(`app.setPath('${name}')`)
    paths.set(name, path)
  },
  requestSingleInstanceLock: () => takeLock(join(app.getPath('userData'), 'stand-in')),
  quit: () => void setImmediate(quit),
  exit,
})

// As Electron does on Linux and macOS: a logout or shutdown is a wish to quit.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

export function isReady(): boolean {
  return ready
}

export function becomeReady(): void {
  ready = true
  resolveReady()
  events.emit('ready', {}, {})
}

function exit(code = 0): void {
  events.emit('quit', {}, code)
  process.exit(code)
}

/** Electron's order: the program is asked, then every window, then the program again. Whoever prevents it ends it. */
function quit(): void {
  const before = preventable('Event', {})
  events.emit('before-quit', before)
  if (before.defaultPrevented) return
  quitting = true
  for (const window of listWindows()) window.close()
  if (listWindows().length > 0) quitting = false
  else leave()
}

function leave(): void {
  const will = preventable('Event', {})
  events.emit('will-quit', will)
  if (!will.defaultPrevented) exit(0)
}

/** Called after the last window has gone. */
export function onWindowsGone(): void {
  // A program that does not listen is ended, as by Electron.
  if (!quitting && !events.emit('window-all-closed')) quit()
}

/**
 * One program a data folder, by a file with the owner's process id. A second one leaves a note there, which the first one
 * reads.
 */
function takeLock(folder: string): boolean {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'lock')
  const note = join(
    folder,
    `second-${createHash('sha256').update(String(process.pid)).digest('hex').slice(0, 8)}`,
  )
  const owner = readOwner(lock)
  if (owner !== null && owner !== process.pid) {
    writeFileSync(note, JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
    return false
  }
  writeFileSync(lock, String(process.pid))
  process.once('exit', () => unlinkSync(lock))
  watch(folder, { persistent: false }, (_, name) => {
    if (name?.startsWith('second-')) readNote(join(folder, name))
  })
  return true
}

function readNote(path: string): void {
  try {
    const { argv, cwd } = JSON.parse(readFileSync(path, 'utf8')) as { argv: string[]; cwd: string }
    unlinkSync(path)
    void whenReady.then(() => events.emit('second-instance', {}, argv, cwd, undefined))
  } catch {
    // Half written or already read: the folder's next event tells.
  }
}

function readOwner(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return processExists(pid) ? pid : null
  } catch {
    return null
  }
}
