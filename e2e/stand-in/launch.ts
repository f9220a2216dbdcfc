import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright'
import { MAY_BEGIN_VARIABLE } from '../../electron/watchdog/again.ts'
import { cheapPins } from '../hosts/cheap-pins.ts'
import { node } from '../hosts/processes.ts'
import type { Deed, Desktop } from './person.ts'

export interface StandIn {
  readonly pid: number
  /** The Chromium under the program, for Playwright. */
  readonly browser: Browser
  /** Where to attach to it. */
  readonly endpoint: string
  /** The pages that there are, once there are as many as asked for and each is at an address of the program's. */
  pages(count: number): Promise<readonly Page[]>
  /** Attaches once more and gives the first page: a page that has crashed is lost to those who were attached. */
  reattach(): Promise<Page>
  /** Does something at the desktop, and gives back what is seen there afterwards: nothing, once the program has ended. */
  desktop(deed?: Deed): Promise<Desktop>
  /** The desktop as soon as it is as wished; throws when it does not become so. */
  waitForDesktop(isAsWished: (desktop: Desktop) => boolean): Promise<Desktop>
  /** What the program has written on stderr. */
  stderr(): string
  /** Closes the other end of the program's stderr, as a terminal that is closed. */
  closeStderr(): void
  /** The program's exit code, once it has ended. */
  readonly ended: Promise<number | null>
  /** Ends the program at once, and fails if it has passed over something that the stand-in lacks. */
  close(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export interface StandInOptions {
  /** The built main process. */
  readonly main: string
  /** Added to this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Loaded before it: what a test needs inside the program. */
  readonly modules?: readonly string[]
  /** Hears every line of the program's stderr. */
  readonly say?: (line: string) => void
}

const emptyDesktop: Desktop = {
  windows: [],
  questions: [],
  errors: [],
  awake: [],
  beeps: 0,
  opened: [],
  notifications: [],
}

const PATIENCE_MS = 90_000
const STEP_MS = 20

/** Starts a program on the stand-in and attaches to its pages. */
export async function launchStandIn(options: StandInOptions): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-test-'))
  const endpointFile = join(folder, 'endpoint')
  const child = fork(options.main, {
    // The tests' own Node may be an older one.
    execPath: node,
    execArgv: [fileURLToPath(new URL('register.ts', import.meta.url)), ...(options.modules ?? [])].flatMap(
      path => ['--import', path],
    ),
    env: {
      ...process.env,
      ...cheapPins,
      [MAY_BEGIN_VARIABLE]: 'no',
      ...options.env,
      VIGIL_STANDIN_ENDPOINT: endpointFile,
      TMPDIR: folder,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let stderr = ''
  let chromiumPid: number | null = null
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    options.say?.(chunk.toString().trimEnd())
  })
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const desktop = talkToPerson(child)

  async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const seen = await look()
      if (seen !== null) return seen
      if (child.exitCode !== null) throw new Error(`The program ended before ${what}:\n${stderr}`)
      if (performance.now() > end) throw new Error(`Waited in vain for ${what}:\n${stderr}`)
      await delay(STEP_MS)
    }
  }

  async function close(): Promise<void> {
    // It ends with the person, cleans up, and takes Chromium along; killed, it would leave Chromium's folder behind.
    if (child.connected) child.disconnect()
    await Promise.race([ended, delay(PATIENCE_MS, undefined, { ref: false })])
    if (child.exitCode === null) child.kill('SIGKILL')
    clean()
    const passedOver = /^.*Electron stand-in: .*$/m.exec(stderr)?.[0]
    if (passedOver) throw new Error(passedOver)
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL')
    await ended
    clean()
  }

  /** Chromium follows the program by itself, but takes its time to write down how it was. */
  function clean(): void {
    if (chromiumPid !== null) killGroup(chromiumPid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }

  try {
    const endpoint = await until('Chromium', async () =>
      existsSync(endpointFile) ? readFileSync(endpointFile, 'utf8') || null : null,
    )
    const attached = await chromium.connectOverCDP(endpoint)
    chromiumPid = await findPid(attached)
    return {
      pid: child.pid ?? 0,
      browser: attached,
      endpoint,
      pages: count =>
        until(`${count} pages`, async () => {
          const pages = listPages(attached)
          return pages.length === count && pages.every(hasDocument) ? pages : null
        }),
      reattach: () =>
        until('a page', async () => {
          // A program that was begun again has a Chromium of its own.
          const again = await chromium.connectOverCDP(readFileSync(endpointFile, 'utf8') || endpoint)
          const [page] = listPages(again)
          if (page && hasDocument(page)) return page
          await again.close()
          return null
        }),
      desktop: (deed = { do: 'look' }) => desktop(deed),
      waitForDesktop: isAsWished =>
        until('the desktop', async () => {
          const seen = await desktop({ do: 'look' })
          return isAsWished(seen) ? seen : null
        }),
      stderr: () => stderr,
      closeStderr: () => child.stderr?.destroy(),
      ended,
      close,
      kill,
    }
  } catch (error) {
    await kill()
    throw new Error(`The program could not be used:\n${stderr}`, { cause: error })
  }
}

function listPages(browser: Browser): readonly Page[] {
  return browser.contexts().flatMap(context => context.pages())
}

async function findPid(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.find(({ type }) => type === 'browser')?.id ?? null
}

function killGroup(id: number): void {
  try {
    process.kill(-id, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

const hasDocument = (page: Page) => page.url().startsWith('https:')

function talkToPerson(child: ChildProcess): (deed: Deed) => Promise<Desktop> {
  let lastId = 0
  return deed =>
    new Promise((resolve, reject) => {
      lastId += 1
      const id = lastId
      const settle = (run: () => void) => {
        child.off('message', onMessage)
        child.off('exit', onExit)
        run()
      }
      const onExit = () => settle(() => resolve(emptyDesktop))
      const onMessage = (message: unknown) => {
        const reply = message as { id: number; desktop: Desktop; error?: string }
        if (reply.id !== id) return
        settle(() => (reply.error ? reject(new Error(reply.error)) : resolve(reply.desktop)))
      }
      if (child.exitCode !== null) {
        resolve(emptyDesktop)
        return
      }
      child.on('message', onMessage)
      child.once('exit', onExit)
      child.send({ id, deed })
    })
}
