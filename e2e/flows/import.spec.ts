import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { startHost } from '../hosts/index.ts'
import { expect, test } from '../vigil.ts'
import { acknowledge, alarm, expectAccessible, saveReport, startSimulated } from './steps.ts'

/** Makes the session's file on the review page. Gives where it was saved. */
async function exportFile(page: Page): Promise<string> {
  await page.keyboard.press('e')
  const sheet = page.getByRole('dialog', { name: 'Report' })
  await sheet.getByText('JSON').click()
  await sheet.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, sheet)
  await page.keyboard.press('Escape')
  return path
}

/** What the review says of the whole session, and where its lines have points in time: how high it is drawn depends on the room for it. */
async function readReview(page: Page): Promise<readonly (string | null)[]> {
  const statistics = await page.getByTestId('review-statistics').textContent()
  const lines = await page
    .locator('.review-chart .chart-frame path')
    .evaluateAll(paths => paths.map(path => path.getAttribute('d') ?? ''))
  const times = lines.map(line => [...line.matchAll(/[ML]([\d.]+)/g)].map(([, x]) => x).join(' '))
  await page.getByRole('radio', { name: 'Trend' }).click()
  await page.getByLabel('A row for every').selectOption('1 min')
  const trend = await page.getByTestId('review-trend').textContent()
  await page.getByRole('radio', { name: 'Alarms' }).click()
  const alarms = await page.getByTestId('history-list').textContent()
  await page.getByRole('radio', { name: 'Statistics' }).click()
  return [statistics, trend, alarms, ...times]
}

test('a closed session goes to another Vigil in a file, and is reviewed there as it was', {
  tag: '@shell',
}, async ({ vigil: { page }, host }) => {
  await startSimulated(page, { scenario: 'desaturation', speed: '60' })
  await page.keyboard.press('d')
  await expect(alarm(page, 'spo2-low').first()).toBeVisible()
  await acknowledge(page)
  await page.keyboard.press('x')
  const close = page.getByRole('dialog', { name: 'Close session' })
  await close.getByLabel('Reason').fill('end of the trial')
  await close.getByRole('button', { name: 'Close session' }).click()
  await expect(close).toBeHidden()
  await page.keyboard.press('g')
  await page.getByRole('list', { name: 'Recent sessions' }).getByRole('button').click()
  await expect(page.getByTestId('review-statistics')).toContainText('SpO2')
  const there = await readReview(page)
  expect(there.some(line => /^[\d.]+( [\d.]+){20,}/.test(line ?? ''))).toBe(true)
  const path = await exportFile(page)

  const folder = mkdtempSync(join(tmpdir(), 'vigil-e2e-import-'))
  const other = await startHost[host]({ dataDir: join(folder, 'data'), say: () => {} })
  try {
    const here = other.page
    await here.getByRole('button', { name: 'Open a recorded session' }).click()
    const sheet = here.getByRole('dialog', { name: 'Import a session' })
    await expect(sheet.getByLabel('Session file')).toBeFocused()
    await expectAccessible(here)

    await sheet.getByRole('button', { name: 'Import session' }).press('Enter')
    await expect(sheet.getByLabel('Session file')).toBeFocused()
    await expect(sheet.getByLabel('Session file')).toHaveAccessibleErrorMessage(
      'Choose a session file first.',
    )

    const cut = join(folder, 'cut.json')
    writeFileSync(cut, readFileSync(path).subarray(0, -200))
    await sheet.getByLabel('Session file').setInputFiles(cut)
    await sheet.getByRole('button', { name: 'Import session' }).press('Enter')
    await expect(sheet.getByRole('alert')).toHaveText(
      'The file is cut off: its end is missing; copy or export it again.',
    )
    await expectAccessible(here)

    await sheet.getByLabel('Session file').setInputFiles(path)
    await sheet.getByRole('button', { name: 'Import session' }).press('Enter')
    await expect(here.getByRole('status').filter({ hasText: 'has been imported' })).toBeVisible()
    await expect(here.getByTestId('review-statistics')).toContainText('SpO2')
    await expect(here.locator('.room-head')).toContainText('from another installation')
    await expect(here.getByText('SIMULATED').first()).toBeVisible()
    expect(await readReview(here)).toEqual(there)
    await here.getByRole('radio', { name: 'Record' }).click()
    await expect(here.getByTestId('review-audit')).toContainText(
      /Imported from another installation.*Demo nurse/,
    )
    await expectAccessible(here)
    expect(readFileSync(await exportFile(here)).equals(readFileSync(path))).toBe(true)

    // A second time there is nothing to import.
    await here.keyboard.press('g')
    await expect(here.getByRole('list', { name: 'Recent sessions' })).toContainText(
      'from another installation',
    )
    await here.getByRole('button', { name: 'Import a session file' }).click()
    await sheet.getByLabel('Session file').setInputFiles(path)
    await sheet.getByRole('button', { name: 'Import session' }).click()
    await expect(sheet.getByRole('alert')).toContainText('is here already')
    await expectAccessible(here)
  } finally {
    await other.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
