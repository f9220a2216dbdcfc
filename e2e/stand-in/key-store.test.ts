import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildIfStale } from '../../electron/start/build-if-stale.ts'
import { openStore } from '../../electron/store/index.ts'
import { openSession } from '../../electron/store/testing/record.ts'
import { type Login, startLogin, whyNoLogin } from '../hosts/login.ts'
import { end, firstLine, node, root, start } from '../hosts/processes.ts'
import { launchStandIn } from './launch.ts'

/* The record's key in the key store of a real login, and nowhere else: each entry opens the record with it. */

const why = whyNoLogin()
const withoutLogin = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
let login: Login
let dataDir: string

/** One command to its end. */
function vigil(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(node, ['electron/commands/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env, VIGIL_DATA: dataDir },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { code: status, out: stdout, err: stderr }
}

describe.skipIf(why !== null)(`the key store of a login${why === null ? '' : ` (not tried: ${why})`}`, () => {
  beforeAll(async () => {
    login = await startLogin()
    await buildIfStale(root)
    dataDir = mkdtempSync(join(tmpdir(), 'vigil-os-slot-'))
    const store = openStore(dataDir, { version: 'test' })
    openSession(store)
    store.close()
  }, 180_000)
  afterAll(async () => {
    await login.end()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  })

  it('takes a key, and opens the record for commands once the key file is gone; without it one sentence says so', () => {
    expect(vigil(withoutLogin, 'keys', 'os').code).not.toBe(0)
    expect(vigil(login.env, 'keys', 'os')).toMatchObject({ code: 0, out: expect.stringContaining('"os"') })
    expect(vigil(login.env, 'keys', 'remove', 'file').code).toBe(0)
    rmSync(join(dataDir, 'vigil.key'))
    expect(vigil(login.env, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('"ok":true') })
    const closed = vigil(withoutLogin, 'verify')
    expect(closed.code).not.toBe(0)
    expect(closed.err).toMatch(/the key store of this login does not answer.*“?recovery code/s)
    expect(existsSync(join(dataDir, 'vigil.key'))).toBe(false)
  })

  it('opens it for the browser entry', async () => {
    const said: string[] = []
    const serve = ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open']
    const browser = start(serve, { ...login.env, VIGIL_DATA: dataDir }, line => said.push(line))
    try {
      const { link } = JSON.parse(await firstLine(browser, line => line.startsWith('{'))) as {
        link: string
      }
      const page = await (await fetch(link)).text()
      expect(page, said.join('\n')).not.toContain('did not open its record')
    } finally {
      await end(browser, 'SIGTERM')
    }
    expect(vigil(login.env, 'verify').code).toBe(0)
  })

  it('opens it for the desktop', async () => {
    const shell = await launchStandIn({
      main: join(root, 'dist/main/main.js'),
      env: { ...login.env, VIGIL_DATA: dataDir },
    })
    try {
      const [page] = await shell.pages(1)
      await page?.getByRole('heading').first().waitFor()
      // The session that the record holds, from the record that this key alone opens.
      expect(await page?.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({
        ok: true,
        value: { rooms: expect.arrayContaining([expect.objectContaining({ id: 'room-1' })]) },
      })
    } finally {
      await shell.close()
    }
    expect(existsSync(join(dataDir, 'vigil.key'))).toBe(false)
  })
})
