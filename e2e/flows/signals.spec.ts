import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import {
  acknowledge,
  alarm,
  expectAccessible,
  pressOutside,
  recordPressure,
  startSimulated,
} from './steps.ts'

function signals(page: Page) {
  return page.getByRole('dialog', { name: 'Alarm signals' })
}

test('what is switched off of the alarm signals is marked, with its way back, and only who may does it', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  const marks = page.getByTestId('signal-marks').first()
  await page.keyboard.press('u')
  await expectAccessible(page)

  await signals(page).getByRole('button', { name: 'Pause alarms 120 s' }).click()
  await expect(marks).toContainText(/ALARM PAUSED [12]:\d\d/)
  await marks.getByRole('button', { name: /^End ALARM PAUSED/ }).click()
  await expect(page.getByTestId('signal-marks')).toHaveCount(0)

  const alarms = signals(page).getByRole('region', { name: 'Alarms of this room' })
  await alarms.getByLabel('Reason').fill('cold hand')
  await alarms.getByRole('button', { name: 'Alarms off' }).click()
  await expect(alarms.getByRole('alert')).toContainText(/clinician/)
  const audio = signals(page).getByRole('region', { name: 'Audio of this room' })
  await audio.getByLabel('Reason').fill('drill')
  await audio.getByRole('button', { name: 'Audio off' }).click()
  await expect(audio.getByRole('alert')).toContainText(/admin/)
  await page.keyboard.press('Escape')

  await become(page, 'Dr Okafor', 'Clinician')
  await page.keyboard.press('u')
  await alarms.getByRole('button', { name: 'Alarms off' }).click()
  await expect(alarms.getByLabel('Reason')).toHaveAccessibleErrorMessage(/^Say why/)
  await alarms.getByLabel('Reason').fill('cold hand')
  await alarms.getByRole('button', { name: 'Alarms off' }).click()
  await expect(marks).toContainText('ALARM OFF SpO2')
  await expect(page.getByTestId('tile-spo2')).toContainText('Dr Okafor: cold hand')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await expect(page.getByRole('button', { name: /^Room 1/ })).toContainText('ALARM OFF SpO2')
  await page.keyboard.press('1')
  await marks.getByRole('button', { name: 'End ALARM OFF SpO2' }).click()
  await expect(page.getByTestId('signal-marks')).toHaveCount(0)

  await become(page, 'Ada', 'Administrator')
  await page.keyboard.press('u')
  await audio.getByLabel('Reason').fill('drill')
  await audio.getByRole('button', { name: 'Audio off' }).click()
  await expect(marks).toContainText('AUDIO OFF')
  await expect(page.getByTestId('event-list')).toContainText('Audio off (drill) by Ada')
  await marks.getByRole('button', { name: 'End AUDIO OFF' }).click()
  await expect(page.getByTestId('signal-marks')).toHaveCount(0)
})

test('a screen in the treatment room is quiet only while a clinician station listens', {
  tag: '@shell',
}, async ({ vigil }) => {
  const { page } = vigil
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('u')
  await signals(page).getByText('Treatment room: seen only').click()
  const profile = page.getByRole('button', { name: /^treatment room/ })
  await expect(profile).toContainText('treatment room: no clinician station, sounds here')
  const desk = await vigil.newWindow()
  await expect(desk.getByTestId('tile-spo2')).toBeVisible()
  await desk.keyboard.press('u')
  await signals(desk).getByText('Clinician station: every alarm').click()
  await expect(profile).toContainText('treatment room, quiet')
  await desk.close()
  await expect(profile).toContainText('treatment room: no clinician station, sounds here')
})

test('an unanswered HIGH fills every screen, calls for help, and ends with an emergency acknowledgement', {
  tag: '@shell',
}, async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
  await page.keyboard.press('u')
  await signals(page)
    .getByLabel(/Whom to call/)
    .fill('Dr Osei, bleep 312')
  await signals(page).getByRole('button', { name: 'Save contact' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  // The simulated cuff measures once at the start, and then only after five minutes.
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/)
  await recordPressure(page, '190', '100')
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  const banner = page.getByTestId('escalation')
  await expect(banner).toBeVisible()
  await expect(banner).toContainText('BP 190/100, systolic ≥ 180')
  await expect(page.getByTestId('tile-spo2').locator('[data-value]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(banner).toContainText('Call Dr Osei, bleep 312')
  await page.keyboard.press('g')
  await expect(banner).toContainText('CALL FOR HELP')
  await expectAccessible(page)
  await banner.getByRole('button', { name: 'Acknowledge' }).click()
  const sheet = page.getByRole('dialog', { name: 'Acknowledge' })
  await sheet.getByLabel('Emergency: I am not known to Vigil').check()
  await sheet.getByLabel('Your name').fill('Dr Locum')
  await sheet.getByRole('button', { name: 'Emergency acknowledgement' }).click()
  await expect(sheet.getByLabel('Reason')).toBeFocused()
  await expect(sheet.getByLabel('Reason')).toHaveAccessibleErrorMessage(/needs a few words of reason/)
  await sheet.getByLabel('Reason').fill('alone in the room')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Emergency acknowledgement' }).click()
  await expect(sheet).toBeHidden()
  await expect(banner).toBeHidden()
  await expect(page.getByTestId('event-list')).toContainText(/break-glass.*by Dr Locum/)
})

test('an unanswered MEDIUM is told to the clinician station, and to no treatment room', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/, { timeout: 60_000 })
  await recordPressure(page, '165', '95')
  const medium = alarm(page, 'systolic-high')
  await expect(medium).toContainText('Unanswered: clinician station')
  await expect(page.getByTestId('escalation')).toHaveCount(0)
  await page.keyboard.press('u')
  await signals(page).getByText('Treatment room: seen only').click()
  await expect(medium).not.toContainText('Unanswered')
})

test('one of several alarms is acknowledged, and the other goes on', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/, { timeout: 60_000 })
  await recordPressure(page, '190', '120')
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('SpO2').fill('80')
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(manual).toBeHidden()
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  await page.keyboard.press('a')
  const sheet = page.getByRole('dialog', { name: 'Acknowledge' })
  await sheet.getByLabel(/SpO2 low/).uncheck()
  await sheet.getByLabel('Reason').fill('in pain, doctor is here')
  await sheet.getByRole('button', { name: 'Acknowledge alarms' }).click()
  await expect(sheet).toBeHidden()
  // What one reading breaches is answered with one press.
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'acknowledged')
  await expect(alarm(page, 'diastolic-high')).toHaveAttribute('data-state', 'acknowledged')
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', /active|latched/)
  await acknowledge(page)
  await expect(page.locator('[data-alarm="spo2-low"]:not([data-state="acknowledged"])')).toHaveCount(0)
})

test('an alarm that rises between paint and press is not acknowledged unseen', async ({ vigil }) => {
  const { page } = vigil
  await startSimulated(page, { scenario: 'quiet-session', speed: '5' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/, { timeout: 60_000 })
  await recordPressure(page, '165', '95')
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-priority', 'medium')
  await page.keyboard.press('a')
  const sheet = page.getByRole('dialog', { name: 'Acknowledge' })
  await expect(sheet).toContainText('!! Systolic high 165')

  const second = await vigil.newWindow()
  await expect(alarm(second, 'systolic-high')).toBeVisible()
  // Far enough from the last value, whichever that is, to be asked about.
  await recordPressure(second, '220', '95')
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-priority', 'high')
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('alert')).toContainText(
    'Systolic high has risen since you saw it at MEDIUM, 165. Now it is HIGH, 220',
  )
  await expect(sheet).toContainText('!!! Systolic high 220')
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'active')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(alarm(second, 'systolic-high')).toHaveAttribute('data-state', 'acknowledged')
})

test('where cuff and sensor are is asked once and stands at the figures; a moved limit is marked and put back', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  const prompts = page.getByTestId('prompts')
  await expect(prompts).toContainText('On which arms are cuff and SpO2 sensor?')
  await page.keyboard.press('w')
  const sheet = page.getByRole('dialog', { name: 'Cuff and sensor' })
  await sheet.getByRole('radiogroup', { name: /cuff/i }).getByText('left arm').click()
  await sheet
    .getByRole('radiogroup', { name: /sensor/i })
    .getByText('left arm')
    .click()
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(prompts).not.toContainText('which arms')
  const spo2 = page.getByTestId('tile-spo2')
  await expect(page.getByTestId('tile-bp').getByRole('heading')).toContainText('left arm')
  await expect(spo2).toContainText('SpO2 alarms wait for the cuff')

  await become(page, 'Dr Okafor', 'Clinician')
  await page.keyboard.press('l')
  const limits = page.getByRole('dialog', { name: 'Limits' })
  await limits.getByLabel('SpO2 low, medium').fill('92')
  await page.keyboard.press('Enter')
  await expect(spo2).toContainText('low 92!!, 85!!! changed')
  await expect(page.locator('.chart')).toContainText('SpO2 < 92 (changed)')
  await pressOutside(page, 'l')
  await expectAccessible(page)
  await limits.getByRole('button', { name: 'Back to default 90: SpO2 low, medium' }).click()
  await expect(limits.getByRole('spinbutton', { name: 'SpO2 low, medium' })).toHaveValue('90')
  await expect(spo2).not.toContainText('changed')
  await expect(limits.getByRole('button', { name: /^Back to default/ })).toHaveCount(0)
})
