import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become, openWho, whoSheet } from './people.ts'
import { alarm, expectAccessible, figure, firstRun, startSimulated } from './steps.ts'

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
  await expect(sheet.getByText('Reason: say why the baseline is set by hand.')).toBeVisible()
  await expect(go).toBeInViewport()
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/baseline.png` })

  await diastolic.fill('10')
  await expect(diastolic).toHaveAccessibleErrorMessage('Diastolic (mmHg): write a number from 20 to 200.')
  await page.keyboard.press('ArrowUp')
  await expect(diastolic).toHaveValue('20')
  await expect(diastolic).not.toHaveAttribute('aria-invalid')
  await go.click()
  await expect(sheet.getByLabel('Reason')).toBeFocused()
  await expect(systolic).toHaveValue('120,5')
  await page.keyboard.press('Escape')
})

test('what the core refused stands beside its field until other figures are typed', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await become(page, 'Dora', 'Clinician')
  await page.keyboard.press('i')
  const sheet = page.getByRole('dialog', { name: 'Baseline' })
  const [systolic, mean] = [sheet.getByLabel('Systolic'), sheet.getByLabel('MAP')]
  await systolic.fill('80')
  await sheet.getByLabel('Diastolic').fill('90')
  await mean.fill('200')
  await sheet.getByLabel('Reason').fill('calm, seated')
  await sheet.locator('button.primary').click()
  await expect(systolic).toHaveAccessibleErrorMessage(/^Systolic must be above diastolic/)
  await systolic.fill('130')
  await expect(systolic).not.toHaveAttribute('aria-invalid')
  await sheet.locator('button.primary').click()
  await expect(mean).toHaveAccessibleErrorMessage('MAP must lie between diastolic and systolic.')
  await mean.fill('103')
  await sheet.locator('button.primary').click()
  await expect(sheet).toBeHidden()
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
  await expect(sheet.getByLabel('SpO2')).toHaveAccessibleErrorMessage(/write a number from 40 to 100/)
  await expect(sheet.locator('button.primary')).toBeInViewport()
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/manual.png` })

  // What only the core can see is said beside its field too, and the field gets the focus.
  const fill = async (values: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(values)) await sheet.getByLabel(label).fill(value)
  }
  const record = sheet.locator('button.primary')
  await fill({ SpO2: '', Pulse: '' })
  await record.click()
  const systolic = sheet.getByLabel('Systolic')
  await expect(systolic).toHaveAccessibleErrorMessage('Enter at least one value.')
  await expect(systolic).toBeFocused()
  await fill({ Systolic: '9'.repeat(400), Diastolic: '80' })
  await record.click()
  await expect(systolic).toHaveAccessibleErrorMessage(/write a number from 40 to 300/)
  await fill({ Systolic: '120', MAP: '130' })
  await record.click()
  const mean = sheet.getByLabel('MAP')
  await expect(mean).toHaveAccessibleErrorMessage('MAP must lie between diastolic and systolic.')
  await expect(mean).toBeFocused()
  await expect(sheet.getByRole('alert')).toHaveCount(0)
  await mean.fill('95')
  await expect(mean).not.toHaveAttribute('aria-invalid')
  // A value far from the last is asked about, and no more once it is another.
  await fill({ SpO2: '60' })
  await record.click()
  const right = sheet.getByLabel('The value is right')
  await expect(sheet.getByRole('alert')).toContainText('SpO2 60 differs by more than 30 %')
  await expect(right).toBeVisible()
  await fill({ SpO2: '61' })
  await expect(right).toHaveCount(0)
})

test('whoever types on after an answer is in the sheet still', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('k')
  const gate = page.getByRole('dialog', { name: 'Before dosing' })
  await gate.getByLabel('Record number').fill('SIM-001')
  await gate.getByLabel('Birth year').fill('1980')
  await page.keyboard.press('Enter')
  await expect(gate.getByText('Compared by Demo nurse.')).toBeVisible()
  await expect(gate).toBeFocused()
})

/** What the monitor gives is drawn anew a few times. */
async function stream(page: Page): Promise<void> {
  const pulse = figure(page, 'pulse')
  for (let times = 0; times < 3; times++) {
    const before = (await pulse.textContent()) ?? ''
    await expect(pulse).not.toHaveText(before)
  }
}

test('what is typed stays, and the focus with it, while values stream and an alarm comes', async ({
  vigil: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startSimulated(page, { scenario: 'desaturation', speed: '5' })

  await page.keyboard.press('i')
  const baseline = page.getByRole('dialog', { name: 'Baseline' })
  const systolic = baseline.getByLabel('Systolic')
  await baseline.getByLabel('Diastolic').fill('1,234')
  await baseline.locator('button.primary').click()
  await baseline.getByLabel('Reason').fill('calm, seated')
  await systolic.fill('10')
  await systolic.press('ArrowLeft')
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  await stream(page)
  await expect(systolic).toBeFocused()
  await page.keyboard.type('2')
  await expect(systolic).toHaveValue('120')
  await expect(baseline.getByLabel('Diastolic')).toHaveAccessibleErrorMessage(/may mean 1234 or 1.234/)
  await expect(baseline.getByLabel('Reason')).toHaveValue('calm, seated')
  await page.keyboard.press('Escape')

  await page.keyboard.press('l')
  const limits = page.getByRole('dialog', { name: 'Limits' })
  const limit = limits.getByLabel('SpO2 low, MEDIUM')
  await limit.fill('9')
  await stream(page)
  await expect(limit).toBeFocused()
  await page.keyboard.type('1')
  await expect(limit).toHaveValue('91')
  await page.keyboard.press('Escape')

  await page.keyboard.press('n')
  const mark = page.getByRole('dialog', { name: 'Mark' })
  const note = mark.getByLabel('Note')
  await note.fill('asked for ater')
  for (let back = 0; back < 4; back++) await note.press('ArrowLeft')
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-priority', 'high')
  await stream(page)
  await expect(note).toBeFocused()
  await page.keyboard.type('w')
  await expect(note).toHaveValue('asked for water')
  await page.keyboard.press('Enter')
  await expect(note).toHaveValue('')
  await expect(note).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(note).toHaveAccessibleErrorMessage('Note: write a few words.')
})

test('a choice that is not made is shown where it is', async ({ vigil: { page } }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('f')
  const sheet = page.getByRole('dialog', { name: 'Rate the patient' })
  await sheet.getByRole('button', { name: 'Record rating' }).click()
  const item = sheet.getByRole('radiogroup').first()
  await expect(item.getByRole('radio').first()).toBeFocused()
  await expect(item).toHaveAccessibleDescription('Answer every item of the scale.')
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/scale.png` })
  await page.keyboard.press('Space')
  await expect(item).not.toHaveAccessibleDescription('Answer every item of the scale.')
  await sheet.getByRole('button', { name: 'Record rating' }).click()
  await expect(sheet).toBeHidden()
})

test('a PIN that is too easy, and one typed otherwise the second time, are said where they are', async ({
  vigil: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await firstRun(page)
  await openWho(page)
  await whoSheet(page).getByRole('button', { name: 'Set up this clinic' }).click()
  const sheet = page.getByRole('dialog', { name: 'Set up this clinic' })
  const [pin, again] = [sheet.getByLabel('New PIN or passphrase'), sheet.getByLabel('The same again')]
  const go = sheet.getByRole('button', { name: 'Set up the clinic' })
  await go.click()
  await expect(sheet.getByLabel('Your name')).toBeFocused()
  await expect(pin).toHaveAccessibleErrorMessage('New PIN or passphrase: type it here.')
  await sheet.getByLabel('Your name').fill('Ina Admin')
  await pin.fill('111111')
  await again.fill('111112')
  await go.click()
  await expect(pin).toBeFocused()
  await expect(pin).toHaveAccessibleErrorMessage(/too easy/)
  await expect(again).toHaveAccessibleErrorMessage('The two are not the same: type them anew.')
  await expectAccessible(page)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/pin.png` })
  await pin.fill('902106')
  await again.fill('902106')
  await go.click()
  await expect(sheet).toBeHidden()

  // What one person has not typed is not missed of the next.
  await page.getByRole('dialog', { name: 'Recovery sheet' }).getByRole('button', { name: 'Later' }).click()
  await openWho(page)
  const own = whoSheet(page).getByLabel('PIN or passphrase')
  await whoSheet(page).getByRole('button', { name: 'Continue' }).click()
  await expect(own).toHaveAttribute('aria-invalid', 'true')
  await whoSheet(page)
    .getByRole('radio', { name: /^Demo nurse/ })
    .press('Space')
  await whoSheet(page)
    .getByRole('radio', { name: /^Ina Admin/ })
    .press('Space')
  await expect(own).not.toHaveAttribute('aria-invalid')
})
