import { readFileSync } from 'node:fs'
import { readLayout } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import {
  acknowledge,
  alarm,
  expectAccessible,
  figure,
  firstRun,
  pressOutside,
  saveReport,
  startDesaturation,
  startSimulated,
} from './steps.ts'

test('a simulated session runs within three clicks', { tag: '@shell' }, async ({ vigil: { page } }) => {
  await expect(page.getByRole('button', { name: 'Set up this clinic' })).toBeVisible()
  await page.getByRole('button', { name: 'Just simulate' }).click()
  await page.getByRole('button', { name: 'Start session' }).click()
  await page.getByRole('button', { name: 'Start dosing' }).click()

  await expect(page.getByTestId('session-clock')).toHaveText(/T0 \+ 0:0\d/)
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await expect(page.getByTestId('sim-badge')).toHaveText('SIMULATED')
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', /^9\d$/)
  await expect(figure(page, 'pulse')).toHaveAttribute('data-value', /^\d\d$/)
  await expect(page.getByTestId('tile-spo2')).toContainText('good')
  await expect(page.getByTestId('chart').locator('.line-spo2 path')).toHaveAttribute('d', /L/)
})

test('a desaturation alarms, is acknowledged by name, and stands in the report', { tag: '@shell' }, async ({
  vigil: { page },
}) => {
  await startDesaturation(page)
  await expect(alarm(page, 'spo2-low')).toContainText(/HIGH.*SpO2 low/)
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', 'active')
  await acknowledge(page)
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', 'acknowledged')
  await expect(alarm(page, 'spo2-low')).toContainText('Demo nurse')
  await expect(page.getByTestId('event-list')).toContainText('by Demo nurse')

  await page.keyboard.press('e')
  const sheet = page.getByRole('dialog', { name: 'Report' })
  await sheet.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, sheet)
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  const text = readLayout(readFileSync(path))
  expect(text).toContain('SIMULATED')
  expect(text).toMatch(/HIGH\s+SpO2 low \d\d < 85 %/)
  expect(text).toMatch(/Demo nurse after \d+/)
})

test('the keyboard alone runs a session', async ({ vigil: { page } }) => {
  await page.getByRole('button', { name: 'Just simulate' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Start session' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('phase')).toHaveText(/PREP|BASELINE/)
  await pressOutside(page, 'd')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')

  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Mark' }).getByRole('button', { name: 'Nausea' }).press('Enter')
  await expect(page.getByTestId('event-list')).toContainText('Nausea')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill('128')
  await manual.getByLabel('Diastolic').fill('78')
  await page.keyboard.press('Enter')
  await expect(figure(page, 'bp')).toHaveAttribute('data-value', '128/78')
  await expect(page.getByTestId('tile-bp')).toContainText('manual')

  await pressOutside(page, '?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('x')
  await page.getByRole('dialog', { name: 'Close session' }).getByLabel('Reason').fill('end of the test')
  await page.keyboard.press('Enter')
  // What is left to do is one key away.
  await expect(page.getByRole('status').filter({ hasText: 'The session is closed' })).toBeVisible()
  await expect(page.getByTestId('review-statistics')).toContainText('SpO2')
  await pressOutside(page, 'q')
  await expect(page.getByRole('dialog', { name: 'Signatures and amendments' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Report' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await expect(page.getByText('Recent sessions')).toBeVisible()
})

test('a reload and a second window show the same session and the same alarm', { tag: '@shell' }, async ({
  vigil,
}) => {
  const { page } = vigil
  await startDesaturation(page)

  await page.reload()
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', 'active')
  await expect(page.getByTestId('chart').locator('.line-spo2 path')).toHaveAttribute('d', /L/)

  const second = await vigil.newWindow()
  await expect(alarm(second, 'spo2-low')).toHaveAttribute('data-state', 'active')
  await acknowledge(second)
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', 'acknowledged')
})

test('a crash loses nothing: session, alarm and acknowledgement come back, and the gap is told', {
  tag: '@shell',
}, async ({ vigil }) => {
  let { page } = vigil
  await startDesaturation(page)
  await acknowledge(page)

  page = await vigil.crash()
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-state', 'acknowledged')
  await expect(alarm(page, 'spo2-low')).toContainText('Demo nurse')
  await expect(page.getByTestId('event-list')).toContainText('Not monitored for')
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', /^\d\d$/)
  await expect(page.getByTestId('chart').locator('.gap')).toHaveCount(1)

  await page.keyboard.press('e')
  await page.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, page.getByRole('dialog', { name: 'Report' }))
  expect(readLayout(readFileSync(path))).toMatch(/monitoring\s+restart/)
})

test('audio pauses for 120 s with a countdown, and a second press ends it', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'hypertensive-peak', speed: '1' })
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: /End audio pause 1:[45]\d/ })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: /End audio pause/ })).toBeHidden()
  await expect(page.getByTestId('event-list')).toContainText(/Audio on/i)
})

test('every screen passes the accessibility check', async ({ vigil: { page } }) => {
  await firstRun(page)
  await expectAccessible(page)
  await page.keyboard.press('v')
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('g')
  await startSimulated(page, { scenario: 'desaturation', speed: '10' })
  await page.getByRole('button', { name: 'Start dosing' }).click()
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  for (const [key, name] of [
    ['a', 'Acknowledge'],
    ['n', 'Mark'],
    ['m', 'Medicine'],
    ['o', 'Oxygen'],
    ['r', 'Manual reading'],
    ['l', 'Limits'],
    ['e', 'Report'],
    ['x', 'Close session'],
    ['?', 'Keys'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.keyboard.press('g')
  await expect(page.getByRole('button', { name: 'New session' })).toBeVisible()
  await expectAccessible(page)
})

test('two rooms run side by side, the one with the alarm first', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Add a room' }).click()
  await page.getByRole('dialog', { name: 'New room' }).getByLabel('Name of the room').fill('Room B')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Room B/ })).toBeVisible()
  await startSimulated(page, { scenario: 'desaturation', speed: '5' })
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  await page.keyboard.press('g')
  const rooms = page.getByRole('button', { name: /^Room (1|B)/ })
  await expect(rooms.first()).toContainText('Room B')
  await expect(rooms.first()).toContainText('SpO2 low')
  await expect(rooms.nth(1)).not.toContainText('SpO2 low')
})
