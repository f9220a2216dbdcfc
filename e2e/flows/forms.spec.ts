import { expect, test } from '../vigil.ts'
import { expectAccessible, startSimulated } from './steps.ts'

/* What is wrong with a field is said beside it, and nothing that was typed is lost. */

test('the first wrong field gets the focus, and says what to do beside it', async ({ vigil: { page } }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('i')
  const sheet = page.getByRole('dialog', { name: 'Baseline' })
  const [systolic, diastolic] = [sheet.getByLabel('Systolic'), sheet.getByLabel('Diastolic')]
  const go = sheet.locator('button.primary')
  await systolic.fill('120,5')
  await diastolic.fill('1,234')
  await go.click()

  const said = 'may mean 1234 or 1.234. Write it as one of them.'
  await expect(diastolic).toBeFocused()
  await expect(diastolic).toHaveAttribute('aria-invalid', 'true')
  await expect(diastolic).toHaveAccessibleDescription(new RegExp(said))
  await expect(diastolic).toHaveAccessibleErrorMessage(new RegExp(said))
  await expect(systolic).not.toHaveAttribute('aria-invalid')
  await expect(sheet.getByText('Reason: write a few words.')).toBeVisible()
  await expect(go).toBeInViewport()
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/baseline.png` })

  await diastolic.fill('10')
  await expect(diastolic).toHaveAccessibleErrorMessage('Diastolic: write a number from 20 to 200.')
  await page.keyboard.press('ArrowUp')
  await expect(diastolic).toHaveValue('20')
  await expect(diastolic).not.toHaveAttribute('aria-invalid')
  await go.click()
  await expect(sheet.getByLabel('Reason')).toBeFocused()
  await expect(systolic).toHaveValue('120,5')
  await page.keyboard.press('Escape')
})

test('a value read off another instrument is looked at before it is sent', async ({ vigil: { page } }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('r')
  const sheet = page.getByRole('dialog', { name: 'Manual reading' })
  await sheet.getByLabel('SpO2').fill('101')
  await sheet.getByLabel(/Pulse/).fill('eighty')
  await sheet.locator('button.primary').click()
  await expect(sheet.getByLabel(/Pulse/)).toBeFocused()
  await expect(sheet.getByLabel('SpO2')).toHaveAccessibleErrorMessage(/write a number from 0 to 100/)
  await expect(sheet.locator('button.primary')).toBeInViewport()
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/manual.png` })
})
