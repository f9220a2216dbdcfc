import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become, PIN } from './people.ts'
import {
  acknowledge,
  alarm,
  closeSession,
  expectAccessible,
  figure,
  lock,
  lockedWord,
  raiseHigh,
  startSimulated,
} from './steps.ts'

/* A screen that nobody touches locks itself, and comes between nobody and the patient. */

const unlocking = (page: Page) => page.getByRole('dialog', { name: 'Unlock this screen' })

/** As if nobody had touched this screen for a long time. */
async function leaveAlone(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + 6 * 60_000
  })
}

test('a locked screen hides names, and an active HIGH is seen and acknowledged on it as ever', {
  tag: '@shell',
}, async ({ vigil }) => {
  const { page } = vigil
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('event-list')).toContainText('Demo nurse')
  await raiseHigh(page)
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'active')
  await lock(page)

  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('1980')
  await expect(page.getByTestId('event-list')).toContainText('Hidden while this screen is locked.')
  await expect(page.getByTestId('event-list')).not.toContainText('Demo nurse')
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'active')
  await expect(alarm(page, 'systolic-high')).toContainText('190 ≥ 180 mmHg')
  await expect(figure(page, 'spo2')).toHaveText(/^\d\d$/)
  await expectAccessible(page)

  // What it shows stays locked when its page is loaded anew, and another screen is not locked with it.
  await page.reload()
  await expect(lockedWord(page)).toBeVisible()
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'active')
  const second = await vigil.newWindow()
  await expect(alarm(second, 'systolic-high')).toHaveAttribute('data-state', 'active')
  await expect(lockedWord(second)).toBeHidden()
  await second.close()

  await acknowledge(page)
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'acknowledged')
  await expect(lockedWord(page)).toBeVisible()
})

test('what is asked of a locked screen is done once somebody has said who they are, with their PIN', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await lock(page)

  // A letter, and Enter for whoever was here last.
  await page.keyboard.press('n')
  await expect(unlocking(page)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(unlocking(page)).toBeHidden()
  await page.keyboard.press('n')
  await expect(unlocking(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Mark' })).toBeVisible()
  await expect(lockedWord(page)).toBeHidden()
  await page.keyboard.press('Escape')

  // A sheet that is half written comes back as it was.
  await page.keyboard.press('m')
  const medicine = page.getByLabel('Medicine, dose, route')
  await medicine.fill('ondansetron 4 mg')
  await leaveAlone(page)
  await expect(lockedWord(page)).toBeVisible()
  await expect(medicine).toBeHidden()
  await lockedWord(page).click()
  await page.keyboard.press('Enter')
  await expect(lockedWord(page)).toBeHidden()
  await expect(medicine).toHaveValue('ondansetron 4 mg')
  await page.keyboard.press('Escape')

  await closeSession(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('g')
  await page.getByRole('list', { name: 'Recent sessions' }).getByRole('button').first().click()
  await expect(page.getByText('1980')).not.toHaveCount(0)
  await leaveAlone(page)

  // A recorded session is not for whoever comes by.
  await expect(page.getByText('Hidden while this screen is locked.')).toBeVisible()
  await expect(page.getByText('1980')).toHaveCount(0)
  await lockedWord(page).click()
  await unlocking(page)
    .getByRole('radio', { name: /^Ada ·/ })
    .press('Space')
  // The clock was put forward: until the core speaks again, the window says that it does not answer, and to press again.
  await expect(async () => {
    await unlocking(page).getByLabel('PIN or passphrase').fill('902109')
    await page.keyboard.press('Enter')
    await expect(unlocking(page).getByRole('alert')).toContainText('not the PIN of Ada', { timeout: 3000 })
  }).toPass()
  await unlocking(page).getByLabel('PIN or passphrase').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(unlocking(page)).toBeHidden()
  await expect(page.getByText('1980')).not.toHaveCount(0)
})
