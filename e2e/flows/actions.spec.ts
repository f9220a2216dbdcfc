import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import { alarm, expectAccessible, pressOutside, startSimulated } from './steps.ts'

test('what ends early or cannot be measured is told with its reason', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')

  await page.keyboard.press('c')
  const excuse = page.getByRole('dialog', { name: 'Cannot measure' })
  await expectAccessible(page)
  await excuse.getByLabel('Measurement').selectOption('BP 20')
  await excuse.getByLabel('Reason').fill('asked to be left alone')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('due-list')).toContainText('BP 20 excused')

  await pressOutside(page, 'd')
  const dose = page.getByRole('dialog', { name: 'Dose' })
  await dose.getByLabel('Reason').fill('felt unwell')
  await dose.getByRole('button', { name: 'End dosing now' }).click()
  await expect(page.getByTestId('phase')).toHaveText('OBSERVATION')

  await pressOutside(page, 'd')
  const discharge = page.getByRole('dialog', { name: 'Assess discharge' })
  await expectAccessible(page)
  await discharge.getByLabel('Reason').fill('goes to the ward')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('phase')).toHaveText('DISCHARGE ASSESSMENT')
})

test('a baseline is set by a clinician with a reason, and by nobody else', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  const set = async () => {
    await page.keyboard.press('i')
    const sheet = page.getByRole('dialog', { name: 'Baseline' })
    await sheet.getByLabel('Systolic').fill('118')
    await sheet.getByLabel('Diastolic').fill('74')
    await sheet.getByLabel('Reason').fill('measured at rest before')
    await page.keyboard.press('Enter')
    return sheet
  }
  const refused = await set()
  await expect(refused.getByRole('alert')).toContainText('clinician')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await become(page, 'Dr Okafor', 'Clinician')
  await expect(page.getByRole('button', { name: 'Dr Okafor' })).toBeVisible()

  await expect(await set()).toBeHidden()
  await expect(page.getByTestId('event-list')).toContainText('Baseline 118/74')
  await expect(page.getByTestId('tile-bp')).toContainText('baseline 118/74')
})

test('a person says that the alarm sound is heard', { tag: '@shell' }, async ({ vigil: { page } }) => {
  await startSimulated(page)
  await expect(page.getByRole('button', { name: 'sound not tested' })).toBeVisible()
  await page.keyboard.press('t')
  const sheet = page.getByRole('dialog', { name: 'Alarm sound' })
  await expect(sheet.getByRole('button', { name: 'I hear it' })).toBeDisabled()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Play test alarm' }).click()
  await sheet.getByRole('button', { name: 'I hear it' }).click()
  await expect(page.getByRole('button', { name: 'sound ok' })).toBeVisible()
})

test('an alarm of another room is in sight in this one, and one key away', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'desaturation', speed: '5' })
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Add a room' }).click()
  await page.getByRole('dialog', { name: 'New room' }).getByLabel('Name of the room').fill('Room B')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Room B/ })).toBeVisible()
  await startSimulated(page, { scenario: 'quiet-session' })

  const others = page.getByRole('region', { name: 'Alarms in other rooms' })
  await expect(others.getByRole('button', { name: /^Room 1.*HIGH.*SpO2 low/ })).toBeVisible({
    timeout: 90_000,
  })
  await expectAccessible(page)
  await page.keyboard.press('v')
  await expect(others.getByRole('button', { name: /^Room 1/ })).toBeVisible()
  await page.keyboard.press('1')
  await expect(alarm(page, 'spo2-low')).toBeVisible()
})
