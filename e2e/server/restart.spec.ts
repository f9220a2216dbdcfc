import type { ChildProcess } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, test } from 'playwright/test'
import { endAll, findProcesses, findRole, findRoles, signal } from '../../bench/campaign/rig/processes.ts'
import { openStore, openStoreReadOnly } from '../../electron/store/index.ts'
import { openSession, SESSION } from '../../electron/store/testing/record.ts'
import { MAY_BEGIN_VARIABLE } from '../../electron/watchdog/again.ts'
import { readAlive } from '../../electron/watchdog/alive-file.ts'
import { launchChromium } from '../hosts/browser.ts'
import { cli, end, firstLine, start } from '../hosts/processes.ts'

/* The core of the browser entry, or its front, is killed under an open window: the same link, window and session go on. */

test.skip(process.platform !== 'linux', 'processes are found in /proc')

let dir: string
let running: ChildProcess
let browser: Browser

test.beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-restart-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  store.close()
  browser = await launchChromium()
})
test.afterEach(async () => {
  await browser.close()
  await end(running, 'SIGTERM')
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
})

/** The core that this front has begun. */
function corePid(): number {
  const found = globSync('/proc/[0-9]*').find(folder => {
    try {
      const parent = readFileSync(`${folder}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
      return (
        Number(parent) === running.pid && readFileSync(`${folder}/cmdline`, 'utf8').includes('core-process')
      )
    } catch {
      return false
    }
  })
  return Number(found?.slice('/proc/'.length) ?? 0)
}

test('a killed core is begun again, and the window goes on with the session', async () => {
  running = start([cli, 'serve', '--port', '0', '--no-open'], { VIGIL_DATA: dir }, () => {})
  const { link } = JSON.parse(await firstLine(running, line => line.startsWith('{'))) as { link: string }
  const page = await browser.newPage()
  const sockets: string[] = []
  page.on('websocket', socket => sockets.push(socket.url()))
  await page.goto(link)
  await expect(page.getByTestId('phase')).toBeVisible()
  for (let kills = 1; kills <= 2; kills++) {
    const before = corePid()
    expect(before).toBeGreaterThan(1)
    process.kill(before, 'SIGKILL')
    await expect.poll(corePid).not.toBe(before)
    // The window has come back by itself, with the key that it was given.
    await expect.poll(() => sockets.length).toBe(kills + 1)
    await expect(page.getByText('MONITORING LOST')).toHaveCount(0)
    await expect(page.getByTestId('phase')).toBeVisible()
  }
  await end(running, 'SIGTERM')
  const store = openStoreReadOnly(dir)
  const gaps = store.log(SESSION).filter(({ entry }) => entry.event === 'session' && entry.kind === 'gap')
  // The start, and both restarts.
  expect(gaps).toHaveLength(3)
  expect(store.verify()).toMatchObject({ ok: true, integrity: 'ok' })
  store.close()
})

const ends = [
  { how: 'killed', by: 'SIGKILL' },
  { how: 'hung', by: 'SIGSTOP' },
] as const

for (const { how, by } of ends)
  test(`a ${how} front is begun again by the watchdog, and the window comes back by itself`, () =>
    loseFront(by))

async function loseFront(by: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  running = start(
    [cli, 'serve', '--port', '0', '--no-open'],
    { VIGIL_DATA: dir, [MAY_BEGIN_VARIABLE]: 'yes' },
    () => {},
  )
  const { link } = JSON.parse(await firstLine(running, line => line.startsWith('{'))) as { link: string }
  const page = await browser.newPage()
  let sockets = 0
  page.on('websocket', () => {
    sockets += 1
  })
  await page.goto(link)
  await expect(page.getByTestId('phase')).toBeVisible()
  await expect.poll(() => readAlive(dir)?.open).toBe(true)
  const before = findRole(dir, 'front') ?? 0
  const instance = readAlive(dir)?.instance
  expect(before).toBeGreaterThan(1)
  process.kill(before, by)
  try {
    // The heartbeat of the one before is there until the next one's.
    await expect.poll(() => readAlive(dir)?.instance ?? instance).not.toBe(instance)
    // The page is the same one: with the same port and key it has never been loaded anew.
    await expect.poll(() => sockets).toBeGreaterThan(1)
    await expect(page.getByText('MONITORING LOST')).toHaveCount(0)
    await expect(page.getByTestId('phase')).toBeVisible()
    await expect.poll(() => readAlive(dir)?.open).toBe(true)
    // A person who ends it in order ends it for good.
    const again = findRoles(dir, 'front')
    expect(again).not.toContain(before)
    expect(again).not.toEqual([])
    // On a busy computer one more may have been begun, which finds the port taken and ends by itself.
    for (const front of again) signal(front, 'SIGTERM')
    await expect.poll(() => findProcesses(dir)).toEqual([])
  } finally {
    await endAll(dir)
  }
  const store = openStoreReadOnly(dir)
  expect(store.verify()).toMatchObject({ ok: true, integrity: 'ok' })
  store.close()
}
