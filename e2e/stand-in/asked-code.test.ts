import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildIfStale } from '../../electron/start/build-if-stale.ts'
import { openStore, ownSources } from '../../electron/store/index.ts'
import { keepKey } from '../../electron/store/keys/keep-key.ts'
import { commitOne, openSession } from '../../electron/store/testing/record.ts'
import { MAY_BEGIN_VARIABLE } from '../../electron/watchdog/again.ts'
import { launchStandIn } from './launch.ts'

/* A record whose code is asked for at each start: the page that each entry with windows shows asks for it, and the dashboard follows. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
let dir: string
let code: string
let serving: ChildProcess | null

beforeAll(() => buildIfStale(root), 180_000)
beforeEach(() => {
  serving = null
  dir = mkdtempSync(join(tmpdir(), 'vigil-asked-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  code = store.makeRecoveryCode().code
  store.proveRecoveryCode(code)
  store.close()
  keepKey(dir, { where: 'asked' }, ownSources)
})
afterEach(async () => {
  if (serving?.exitCode === null) {
    serving.kill('SIGTERM')
    await once(serving, 'exit')
  }
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
})

function environment() {
  const { VIGIL_KEY_FILE: _own, ...env } = process.env
  // A session is open: the watchdog would begin again what this test ends.
  return { ...env, VIGIL_DATA: dir, [MAY_BEGIN_VARIABLE]: 'no' }
}
function vigil(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(node, ['electron/commands/cli.ts', ...args], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: status, out: stdout, err: stderr }
}

/** Begins the browser entry, and gives its link. */
async function serve(...more: readonly string[]): Promise<string> {
  const args = ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open', ...more]
  const child = spawn(node, args, { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
  serving = child
  for await (const line of createInterface(child.stdout))
    if (line.startsWith('{')) return (JSON.parse(line) as { link: string }).link
  throw new Error('The browser entry ended before it had a link.')
}

it('the browser asks on a page, stays there for a wrong one, and goes on to the dashboard with the right one', async () => {
  const link = await serve()
  const page = async (fields?: Readonly<Record<string, string>>) =>
    fetch(link, {
      redirect: 'manual',
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    })
  expect(await (await page()).text()).toContain('Type the recovery code')
  const wrong = await page({ do: 'open', code: `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}` })
  expect(await wrong.text()).toContain('mistyped')
  const right = await page({ do: 'open', code: code.toLowerCase() })
  expect(right.status).toBe(303)
  const location = right.headers.get('location') ?? ''
  expect(new URL(location).port).toBe(new URL(link).port)
  const dashboard = await fetch(location)
  expect(await dashboard.text()).not.toContain('did not open its record')
  // The record is held by this Vigil now.
  expect(vigil('keys', 'prove', '--code', code).code).toBe(0)
  expect(JSON.parse(vigil('verify', '--code', code).out)).toMatchObject({ ok: true })
  expect(() => openStore(dir, { version: 'test', keys: { ...ownSources, code } })).toThrow(/already running/)
  expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
}, 240_000)

it('the browser entry takes it from its command line', async () => {
  const link = await serve('--code', code)
  expect(await (await fetch(link)).text()).not.toContain('did not open its record')
  expect(() => openStore(dir, { version: 'test', keys: { ...ownSources, code } })).toThrow(/already running/)
}, 240_000)

it('the desktop’s window asks, and goes on to the dashboard with the right one', async () => {
  const shell = await launchStandIn({ main: join(root, 'dist/main/main.js'), env: { VIGIL_DATA: dir } })
  try {
    const [page] = await shell.pages(1)
    if (!page) throw new Error('There is no window.')
    const field = page.getByLabel('Recovery code', { exact: true })
    await field.fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)
    await page.getByRole('button', { name: 'Open the record' }).click()
    await expect.poll(() => page.getByRole('status').textContent(), { timeout: 60_000 }).toContain('mistyped')
    await field.fill(code)
    await page.getByRole('button', { name: 'Open the record' }).click()
    await expect
      .poll(() => page.getByRole('heading').first().textContent(), { timeout: 90_000 })
      // Of the room whose session is open, or of the rooms.
      .toMatch(/^(J\.K\. 1984|Vigil)/)
    expect(await page.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({
      ok: true,
      value: { rooms: expect.arrayContaining([expect.objectContaining({ id: 'room-1' })]) },
    })
    expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
  } finally {
    await shell.close()
  }
}, 240_000)
