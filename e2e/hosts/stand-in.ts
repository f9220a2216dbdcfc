import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from 'playwright/test'
import type { StartHost } from './host.ts'
import { end, start } from './processes.ts'

/** The built desktop shell on the stand-in for Electron. */
export const startStandIn: StartHost = async ({ dataDir, say }) => {
  const endpointFile = join(dataDir, 'stand-in-endpoint')
  const shell = start(
    ['--import', './e2e/stand-in/register.ts', 'dist/main/main.js'],
    { VIGIL_DATA: dataDir, VIGIL_STANDIN_ENDPOINT: endpointFile },
    say,
  )
  const browser = await chromium.connectOverCDP(await readEndpoint(endpointFile, () => shell.exitCode))
  const pages = () => browser.contexts().flatMap(context => context.pages())
  const page = await nextWindow(pages, [])
  return {
    page,
    async newWindow() {
      const known = pages()
      // As a person does it: the menu's New window has this shortcut; the stand-in has no menu bar to click.
      process.kill(-(shell.pid ?? 0), 'SIGUSR2')
      return nextWindow(pages, known)
    },
    async kill() {
      await end(shell, 'SIGKILL')
      await browser.close().catch(() => {})
    },
    async close() {
      await browser.close().catch(() => {})
      await end(shell, 'SIGTERM')
    },
  }
}

async function readEndpoint(file: string, exitCode: () => number | null): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    if (existsSync(file)) {
      const endpoint = readFileSync(file, 'utf8').trim()
      if (endpoint !== '') return endpoint
    }
    if (exitCode() !== null) throw new Error('The shell ended before its first window.')
    await wait(100)
  }
  throw new Error('The stand-in named no endpoint within 30 s.')
}

async function nextWindow(pages: () => readonly Page[], known: readonly Page[]): Promise<Page> {
  for (let tries = 0; tries < 300; tries++) {
    const fresh = pages().find(page => !known.includes(page) && page.url().startsWith('http'))
    if (fresh) return fresh
    await wait(100)
  }
  throw new Error('No window opened within 30 s.')
}
