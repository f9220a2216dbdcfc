import { expect, test } from '../vigil.ts'
import { expectAccessible, startSimulated } from './steps.ts'

test('the cuff measures by itself at its interval, never twice at once', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '30' })
  await page.keyboard.press('w')
  const sheet = page.getByRole('dialog', { name: 'Cuff and sensor' })
  await sheet.getByRole('radiogroup', { name: 'The cuff is on the' }).getByText('left arm').click()
  await sheet.getByRole('button', { name: 'Record' }).click()
  const sensor = sheet.getByRole('radiogroup', { name: 'The sensor is on the' })
  await expect(sensor).toHaveAccessibleDescription(/^Say both/)
  await expect(sensor.getByRole('radio').first()).toBeFocused()
  await expectAccessible(page)
  await sensor.getByText('left arm').click()
  await expect(sheet).toContainText('SpO2 alarms wait')
  await sheet.getByLabel('Measure BP').selectOption('every 2 min')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Record' }).click()
  await expect(sheet).toBeHidden()

  const events = page.getByTestId('event-list')
  await expect(events).toContainText('Cuff left arm, sensor left arm')
  await expect(events).toContainText('BP every 2 min by Demo nurse')
  await expect(page.getByTestId('tile-bp').getByRole('button', { name: 'Every 2 min' })).toBeVisible()
  await expect(events).toContainText('Cuff started by its interval')

  await page.keyboard.press('w')
  await sheet.getByLabel('Measure BP').selectOption('only when started by hand')
  await sheet.getByRole('button', { name: 'Record' }).click()
  await expect(page.getByTestId('tile-bp').getByRole('button', { name: 'By hand' })).toBeVisible()
  await expect(events).toContainText('BP only when started by hand')
})

test('a second press within a measurement stops the cuff, and a third is told to wait', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  const bp = page.getByTestId('tile-bp')
  // The simulated monitor measures by itself soon after its start.
  if (!(await bp.getByRole('button', { name: 'Stop cuff' }).isVisible()))
    await bp.getByRole('button', { name: 'Measure now' }).click()
  await bp.getByRole('button', { name: 'Stop cuff' }).click()
  await bp.getByRole('button', { name: 'Measure now' }).click()
  await expect(page.getByText('The arm rests between two measurements')).toBeVisible()
})
