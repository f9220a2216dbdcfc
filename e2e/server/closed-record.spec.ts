import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from 'playwright/test'
import { databasePath, openStore, openStoreReadOnly, ownSources } from '../../electron/store/index.ts'
import { keepKey } from '../../electron/store/keys/keep-key.ts'
import { enrol } from '../../electron/store/testing/enrol.ts'
import { at, commitOne, openSession } from '../../electron/store/testing/record.ts'
import { expectAccessible } from '../flows/steps.ts'
import { launchChromium } from '../hosts/browser.ts'
import { end, firstLine, start } from '../hosts/processes.ts'

/* The page of a record that was not opened, as a browser sends its forms: two people restore a backup; a code opens the record. */

let dataDir: string
let running: ChildProcess
let browser: Browser
let page: Page

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-closed-'))
})
test.afterEach(async () => {
  await browser.close()
  await end(running, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

async function serve(): Promise<void> {
  const args = ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open']
  running = start(args, { VIGIL_DATA: dataDir, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }, () => {})
  const { link } = JSON.parse(await firstLine(running, line => line.startsWith('{'))) as { link: string }
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(link)
}

test('a record that was emptied: a backup is tried, and restored by two people with their PINs', async () => {
  const store = openStore(dataDir, { version: 'test' })
  await enrol(store, [
    ['Ada', 'admin', '471182'],
    ['Dora', 'director', '593026'],
  ])
  openSession(store)
  commitOne(store, 1)
  await store.backup(at(9000))
  store.close()
  writeFileSync(databasePath(dataDir), '')
  await serve()

  await expect(page.getByRole('heading', { name: 'Vigil did not open its record' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByRole('status')).toContainText('opens and is whole: 1 session')
  const restore = page.locator('form').filter({ has: page.getByRole('button', { name: 'Restore' }) })
  const give = async (pin: string) => {
    await restore.getByLabel('First name').fill('Ada')
    await restore.getByLabel('PIN of the first').fill('471182')
    await restore.getByLabel('Second name').fill('Dora')
    await restore.getByLabel('PIN of the second').fill(pin)
    await restore.getByRole('button', { name: 'Restore' }).click()
  }
  await give('000111')
  await expect(page.getByRole('status')).toContainText('not the PIN of Dora')
  await expect(restore.getByLabel('Second name')).toHaveValue('Dora')
  await expect(restore.getByLabel('PIN of the second')).toHaveValue('')
  await expectAccessible(page)
  await give('593026')
  await expect(page.getByRole('status')).toContainText('was restored')
  const restored = openStoreReadOnly(dataDir)
  expect(restored.sessions(5)).toHaveLength(1)
  expect(restored.verify()).toMatchObject({ ok: true })
  restored.close()
})

test('a record whose code is typed at each start: the code opens it, and the dashboard comes', async () => {
  const store = openStore(dataDir, { version: 'test' })
  const { code } = store.makeRecoveryCode()
  store.proveRecoveryCode(code)
  store.close()
  keepKey(dataDir, { where: 'asked' }, ownSources)
  await serve()

  const field = page.getByLabel('Recovery code', { exact: true })
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await field.fill(code.replace(/^..../, '0000'))
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(page.getByRole('status')).toContainText('Group 1 of the recovery code is mistyped')
  await field.fill(code)
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(page.getByRole('button', { name: 'Just simulate' })).toBeVisible()
  expect(existsSync(join(dataDir, 'vigil.key'))).toBe(false)
})
