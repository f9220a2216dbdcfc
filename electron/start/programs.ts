import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { platform } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { withUsualModes } from '../process/modes.ts'

/*
 * Programs that Vigil needs beside Node: where they are, and how to get them. Nothing is fetched that is already there;
 * what cannot be had is named in one line by whoever asked.
 */

const require = createRequire(import.meta.url)

/** The path of a program, searched as a shell does. */
export function findProgram(...names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  for (const name of names) {
    for (const path of name.includes('/') || name.includes('\\')
      ? [name]
      : folders.map(folder => join(folder, name)))
      if (isExecutable(path)) return path
  }
  return null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Electron's program: there already, or fetched by its own package where that can be reached. */
export function obtainElectron(): string | null {
  try {
    const home = dirname(require.resolve('electron/package.json'))
    const known = () => {
      const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
        platform() as string
      ]
      const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(home, 'dist'), name ?? 'electron')
      return existsSync(path) ? path : null
    }
    if (known()) return known()
    withUsualModes(() =>
      spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: 300_000 }),
    )
    return known()
  } catch {
    return null
  }
}

const browserNames: Readonly<Record<string, readonly string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** A Chromium of this machine: named by VIGIL_CHROMIUM, installed, or Playwright's own. */
export function findChromium(): string | null {
  const named = process.env['VIGIL_CHROMIUM']
  if (named && existsSync(named)) return named
  const installed = findProgram(...(browserNames[platform()] ?? []))
  return installed ?? findPlaywrightChromium()
}

/**
 * The same engine for tests of pages, without the windows that a Chromium opens for nobody: a page costs half the processor time.
 * Where it is not installed, any Chromium. The stand-in's windows need a whole one.
 */
export function findHeadless(): string | null {
  return process.env['VIGIL_CHROMIUM']
    ? findChromium()
    : (findProgram('chromium-headless-shell') ?? findChromium())
}

function findPlaywrightChromium(): string | null {
  try {
    const { chromium } = require('playwright-core') as { chromium: { executablePath(): string } }
    const path = chromium.executablePath()
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** The same, fetched where it is missing: Playwright's download, else Debian's package as root. */
export function obtainChromium(say: (line: string) => void): string | null {
  const known = findChromium()
  if (known) return known
  say(phrase.entries.fetchingChromium)
  const playwright = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js')
  withUsualModes(() =>
    spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'ignore', timeout: 600_000 }),
  )
  const fetched = findPlaywrightChromium()
  // Playwright's own Chromium needs system libraries that a bare machine lacks.
  if (fetched && spawnSync(fetched, ['--version'], { timeout: 20_000 }).status === 0) return fetched
  return obtainDebian('chromium', say) ? findChromium() : fetched
}

/** A program of Debian's, installed as root where it is missing. */
export function obtainDebian(
  program: string,
  say: (line: string) => void,
  packageName = program,
): string | null {
  const known = findProgram(program)
  if (known || !findProgram('apt-get') || process.getuid?.() !== 0) return known
  say(phrase.entries.installing(packageName))
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const aptGet = (...args: readonly string[]) =>
    withUsualModes(() => spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: 600_000 })).status === 0
  const install = () => aptGet('install', '-y', '-qq', '--no-install-recommends', packageName)
  if (!install()) {
    aptGet('update', '-qq')
    install()
  }
  return findProgram(program)
}
