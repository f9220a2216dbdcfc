import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { prepare, startSimulated } from './steps.ts'

async function close(page: Page): Promise<void> {
  await page.keyboard.press('x')
  const sheet = page.getByRole('dialog', { name: 'Close session' })
  await sheet.getByLabel('Reason').fill('end of the trial')
  await sheet.getByRole('button', { name: 'Close session now' }).click()
  await expect(sheet).toBeHidden()
}

test('a nurse compares identifiers, answers the checklist, doses and marks', async ({ vigil: { page } }) => {
  await startSimulated(page, { speed: '60' })
  await prepare(page)
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Mark' }).getByRole('button', { name: 'Nausea' }).click()
  await expect(page.getByTestId('event-list')).toContainText('Nausea')
  await page.keyboard.press('Escape')
  for (const number of [2, 3]) {
    await expect(page.getByTestId('due-list')).toContainText(`Device ${number} now`)
    await page.keyboard.press('d')
    await page
      .getByRole('dialog', { name: 'Dose' })
      .getByRole('button', { name: `Record device ${number} now` })
      .click()
    await expect(page.getByTestId('event-list')).toContainText(`Device ${number}: 28 mg`)
  }
  await expect(page.getByTestId('phase')).toHaveText('OBSERVATION')
  await expect(page.getByTestId('due-list')).toContainText('120 min after the end of dosing')
})

test('dosing is abandoned after the first device, with a reason', async ({ vigil: { page } }) => {
  await startSimulated(page, { speed: '60' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await page.keyboard.press('d')
  const dose = page.getByRole('dialog', { name: 'Dose' })
  await dose.getByRole('button', { name: 'End dosing now' }).click()
  await expect(dose.getByRole('alert')).toContainText('needs a reason')
  await dose.getByLabel('Reason').fill('vomiting')
  await dose.getByRole('button', { name: 'End dosing now' }).click()
  await expect(page.getByTestId('phase')).toHaveText('OBSERVATION')
  await expect(page.getByTestId('event-list')).toContainText('vomiting')
  await close(page)
})
