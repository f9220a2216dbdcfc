import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { findChromium } from '../../electron/start/programs.ts'
import { type Cdp, connectPipe } from './cdp.ts'

const flags = [
  '--headless',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--use-mock-keychain',
  // What Electron does by itself, or by backgroundThrottling: false, in every window.
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // This program talks over the pipe, which ends Chromium with it; tests attach at the port.
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
]

let known = ''
/** Where any process of this computer can attach to this Chromium. */
export const endpointOfChromium = (): string => known

/** Starts a Chromium without a window, of its own, that ends with this process however that ends. */
export async function launchChromium(): Promise<Cdp> {
  const program = findChromium()
  if (!program) throw new Error('The stand-in needs a Chromium: name one in VIGIL_CHROMIUM.')
  const profile = mkdtempSync(join(tmpdir(), 'stand-in-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...flags, ...asRoot, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  process.once('exit', () => {
    end(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  })
  const endpoint = await findEndpoint(child)
  known = endpoint
  const file = process.env['VIGIL_STANDIN_ENDPOINT']
  if (file) writeFileSync(file, endpoint)
  const [, , , write, read] = child.stdio
  return connectPipe(write as Writable, read as Readable)
}

function end(child: ChildProcess): void {
  try {
    // Its process group: Chromium's own children go with it.
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

/** Where tests can attach to this Chromium, as it prints on its own. */
function findEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', line => {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Chromium ended with ${code} before it could be used.`)))
  })
}
