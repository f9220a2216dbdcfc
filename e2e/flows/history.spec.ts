import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { acknowledge, alarm, expectAccessible, recordPressure, startSimulated } from './steps.ts'

function sheet(page: Page) {
  return page.getByRole('dialog', { name: 'Alarm history' })
}

/** The rows of high pressure, newest first. */
function rows(page: Page) {
  return page.getByTestId('history-list').locator('[data-alarm="systolic-high"]')
}

test('the history shows each alarm, finds it, opens it, and adds up the load', async ({
  vigil: { page },
}) => {
  // Everything here is done by hand, so that the story is the same on a fast and on a slow computer.
  await startSimulated(page, { scenario: 'quiet-session', speed: '5' })
  await page.keyboard.press('y')
  await expect(sheet(page)).toContainText('No alarm in this session yet.')
  await page.keyboard.press('d')
  // The simulated cuff measures once at the start, and then only after five minutes.
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/)
  await recordPressure(page, '190', '100')
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await page.keyboard.press('y')
  await expect(rows(page).first()).toContainText('HIGH')

  // Letters are still keys while the sheet is open: acknowledging needs no mouse.
  await acknowledge(page)
  await page.keyboard.press('y')
  const row = rows(page).last()
  await expect(row).toContainText(/Systolic high 190 ≥ 180 mmHg/)
  await expect(row).toContainText(/Demo nurse after/)

  await sheet(page).getByRole('button', { name: '! LOW', exact: true }).click()
  await expect(row).toBeHidden()
  await sheet(page).getByLabel('Find').fill('nobody of this name')
  await expect(sheet(page).getByRole('status')).toHaveText(/^0 of \d alarms?$/)
  await expect(sheet(page)).toContainText('No alarm fits this filter.')
  await sheet(page).getByRole('button', { name: 'Clear filter' }).click()
  await sheet(page).getByRole('button', { name: 'acknowledged', exact: true }).click()
  await sheet(page).getByLabel('Find').fill('demo nurse')
  await expect(row).toBeVisible()
  await sheet(page).getByLabel('Find').fill('nobody of this name')
  await expect(row).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(row).toBeVisible()

  await row.getByRole('button').press('Enter')
  await expect(row.getByRole('listitem').first()).toContainText(/raised HIGH 190 ≥ 180 mmHg/)
  await expect(row).toContainText(/(acknowledged|reset) by Demo nurse/)
  await expectAccessible(page)

  await sheet(page).getByRole('radio', { name: 'Alarms' }).press('ArrowRight')
  const load = page.getByTestId('alarm-load')
  await expect(load).toContainText(/\d alarms? in \d+ .*an hour.*to acknowledge\./)
  await expect(load.getByRole('row', { name: /^Systolic high/ })).toContainText(/1 of \d/)
  await expectAccessible(page)
})
