import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'playwright/test'
import { acknowledge, alarm, raiseHigh, startSimulated } from '../flows/steps.ts'
import { startBrowserHost } from '../hosts/browser.ts'
import type { RunningHost } from '../hosts/host.ts'

/* Sheets and pages come in files of their own: what a window does that cannot have them, or not yet. */

const views = '**/assets/*{Sheet,Page}-*.js'

const test = base.extend<{ host: RunningHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads what a fixture needs from here
  host: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-e2e-'))
    const host = await startBrowserHost({ dataDir, say: () => {} })
    await startSimulated(host.page, { scenario: 'quiet-session' })
    await use(host)
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  },
})

test('an alarm is seen and answered in a window that has only the file it began with', async ({ host }) => {
  const { page } = host
  await page.keyboard.press('d')
  await raiseHigh(page)
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await page.route(views, route => route.abort())
  await page.reload()
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await acknowledge(page)
  await page.keyboard.press('y')
  await expect(page.getByTestId('history-list')).toContainText('Systolic high')
  await page.keyboard.press('u')
  await expect(page.getByRole('dialog', { name: 'Alarm signals' })).toBeVisible()
})

test('a sheet that cannot be fetched says so, and the window goes on', async ({ host }) => {
  const { page } = host
  await page.route(views, route => route.abort())
  await page.reload()
  await expect(page.getByTestId('tile-spo2')).toBeVisible()
  await page.keyboard.press('m')
  const sheet = page.getByRole('dialog', { name: 'Medicine' })
  await expect(sheet.getByRole('alert')).toContainText('“Medicine” cannot be shown')
  await expect(page.getByTestId('tile-spo2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page.keyboard.press('v')
  await expect(page.getByRole('alert')).toContainText('“Devices” cannot be shown')
  await page.unroute(views)
  await page.getByRole('button', { name: 'Load this window again' }).click()
  await expect(page.getByTestId('tile-spo2')).toBeVisible()
  await page.keyboard.press('m')
  await expect(sheet.getByLabel('Medicine, dose, route')).toBeFocused()
})

test('a sheet whose file is slow leaves focus and keys alone until it is there', async ({ host }) => {
  const { page } = host
  const waiting = Promise.withResolvers<void>()
  await page.route(views, async route => {
    await waiting.promise
    await route.continue()
  })
  await page.reload()
  await page.getByRole('button', { name: 'Manual reading' }).click()
  await expect(page.getByRole('heading', { name: 'Manual reading' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manual reading' })).toBeFocused()
  // Another one, and back again: what comes late opens nothing that is not wanted any more.
  await page.keyboard.press('y')
  await expect(page.getByRole('dialog', { name: 'Alarm history' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Manual reading' }).click()
  waiting.resolve()
  await expect(page.getByRole('dialog', { name: 'Manual reading' }).getByLabel('Systolic')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Manual reading' })).toBeFocused()
})
