import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { alarm, raiseHigh, startSimulated } from './steps.ts'

/*
 * Windows hold no truth: whatever becomes of one while a HIGH is active, the alarm stays what it is (AR-15). That a stepped wall
 * clock and a sleeping computer change nothing about it is tried in `electron/core/sleep.test.ts`.
 */

/** What a person reads of the alarm, with the seconds for which it has been there. */
async function read(page: Page) {
  const line = alarm(page, 'systolic-high')
  await expect(line).toBeVisible()
  const text = (await line.textContent()) ?? ''
  const [, minutes = '', seconds = ''] = /for (\d+):(\d\d)/.exec(text) ?? []
  return {
    priority: await line.getAttribute('data-priority'),
    state: await line.getAttribute('data-state'),
    value: /190 ≥ 180 mmHg/.exec(text)?.[0],
    sinceMs: performance.now() - (Number(minutes) * 60 + Number(seconds)) * 1000,
  }
}

async function expectSame(page: Page, before: Awaited<ReturnType<typeof read>>): Promise<void> {
  const after = await read(page)
  expect({ ...after, sinceMs: 0 }).toEqual({ ...before, sinceMs: 0 })
  // Read to the second, twice, by a busy computer.
  expect(Math.abs(after.sinceMs - before.sinceMs)).toBeLessThan(3000)
}

test('a reload, a second window, a hidden and a frozen page change nothing about an active HIGH', {
  tag: '@shell',
}, async ({ vigil }) => {
  const { page } = vigil
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await raiseHigh(page)
  const before = await read(page)
  expect(before).toMatchObject({ priority: 'high', state: 'active', value: '190 ≥ 180 mmHg' })

  await page.reload()
  await expectSame(page, before)

  const second = await vigil.newWindow()
  await expectSame(second, before)
  await expectSame(page, before)

  // As behind a lock screen: the page is not shown, and after a while not run either.
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await expectSame(second, before)
  await new Promise(resolve => setTimeout(resolve, 4000))
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await expect(page.locator('.lost')).toBeHidden()
  await expectSame(page, before)

  await second.close()
  await expectSame(page, before)
  await page.keyboard.press('a')
  await page
    .getByRole('dialog', { name: 'Acknowledge' })
    .getByRole('button', { name: 'Acknowledge alarms' })
    .click()
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'acknowledged')
})
