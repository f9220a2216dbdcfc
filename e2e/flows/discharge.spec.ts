import { expect, test } from '../vigil.ts'
import {
  acknowledge,
  alarm,
  answerChecklist,
  expectAccessible,
  pressOutside,
  startSimulated,
} from './steps.ts'

test('a rating raises and ends an alarm, and the discharge checklist follows the patient', async ({
  vigil,
}) => {
  const { page } = vigil
  await startSimulated(page, { speed: '60' })
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByText('Device 1', { exact: false }).first()).toBeVisible()

  await page.keyboard.press('f')
  const rating = page.getByRole('dialog', { name: 'Rate the patient' })
  await rating.getByRole('radio', { name: /^2 / }).click()
  await expectAccessible(page)
  await rating.getByRole('button', { name: 'Record rating' }).click()
  await expect(alarm(page, 'sedation-deep')).toContainText('MOAA/S 2')

  await pressOutside(page, 'f')
  await rating.getByRole('radio', { name: /^5 / }).click()
  await rating.getByRole('button', { name: 'Record rating' }).click()
  await expect(alarm(page, 'sedation-deep')).toHaveAttribute('data-state', 'latched')
  await acknowledge(page)
  await expect(alarm(page, 'sedation-deep')).toHaveCount(0)

  await page.keyboard.press('k')
  const list = page.getByRole('dialog', { name: 'Discharge checklist' })
  await expect(list.getByRole('listitem').filter({ hasText: 'D5' })).toHaveAttribute('data-state', 'passed')
  await list.getByRole('button', { name: 'Name the escort' }).click()
  await expect(list.getByLabel('Escort')).toHaveAccessibleErrorMessage('Name the escort.')
  await answerChecklist(list)
  await expect(list.getByRole('listitem').filter({ hasText: 'D10' })).toHaveAttribute('data-state', 'passed')
  await expectAccessible(page)

  // The nurse may not override; the core says who may.
  await list.getByRole('button', { name: 'Override D1', exact: true }).click()
  await list.getByLabel('Reason').fill('feels well')
  await list.getByRole('button', { name: 'Override as prescriber' }).click()
  await expect(list.getByRole('alert')).toContainText('this needs prescriber')
})
