import { expect, test } from '../vigil.ts'
import { acknowledge, alarm, closeSession, expectAccessible, startSimulated } from './steps.ts'

test('a closed session is reviewed whole, by keyboard, and beside the earlier ones of its patient', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'desaturation', speed: '60' })
  await page.keyboard.press('d')
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  await acknowledge(page)
  await closeSession(page)
  await page.keyboard.press('g')
  await startSimulated(page, { scenario: 'quiet-session', speed: '60' })
  await page.keyboard.press('d')
  await expect(page.getByTestId('event-list')).toContainText('BP')
  await closeSession(page)
  await page.keyboard.press('g')

  await page.getByRole('list', { name: 'Recent sessions' }).getByRole('button').last().click()
  const moment = page.getByTestId('review-moment')
  await expect(moment).toContainText(/SpO2 .* Pulse/)
  await expect(page.getByText('SIMULATED').first()).toBeVisible()
  await expectAccessible(page)

  const chart = page.getByRole('slider', { name: 'Moment' })
  await chart.focus()
  const before = await moment.textContent()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(moment).not.toHaveText(before ?? '')
  await expect(chart).toHaveAttribute('aria-valuetext', (await moment.textContent()) ?? '')
  const whole = await page.getByTestId('review-sight').textContent()
  await page.keyboard.press('+')
  await expect(page.getByTestId('review-sight')).not.toHaveText(whole ?? '')
  await page.keyboard.press('-')
  await expect(page.getByTestId('review-sight')).toHaveText(whole ?? '')
  await page.keyboard.press('Home')
  await expect(moment).toContainText('−0:')

  const statistics = page.getByTestId('review-statistics')
  await expect(statistics.getByRole('row', { name: /^SpO2/ })).toContainText(/\d\d/)
  await page.getByRole('radio', { name: 'Trend' }).click()
  await page.getByLabel('A row for every').selectOption('1 min')
  const trend = page.getByTestId('review-trend')
  await expect(trend.getByRole('row').nth(1)).toContainText(/\d\d/)
  await trend.getByRole('button').last().click()
  await expect(moment).not.toContainText('−0:')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Alarms' }).click()
  await expect(page.getByTestId('history-list')).toContainText('SpO2 low')
  await page.getByRole('radio', { name: 'Record' }).click()
  await expect(page.getByTestId('review-audit')).toContainText('Demo nurse')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Earlier sessions' }).click()
  await expect(page.getByTestId('review-courses').getByRole('row')).toHaveCount(2)

  await page.keyboard.press('g')
  await page.getByRole('list', { name: 'Recent sessions' }).getByRole('button').first().click()
  await page.getByRole('radio', { name: 'Earlier sessions' }).click()
  const courses = page.getByTestId('review-courses')
  await expect(courses.getByRole('row')).toHaveCount(3)
  await expect(courses).toContainText('this session')
  await expectAccessible(page)
  await courses.getByRole('button').click()
  await expect(courses.or(page.getByTestId('review-statistics'))).toBeVisible()

  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Report' })).toBeVisible()
})

test('a report is printed from a tab that the browser opens, and the record says who and when', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'slow-breathing', speed: '60' })
  await page.keyboard.press('d')
  await expect(alarm(page, 'resp-low')).toBeVisible()
  await closeSession(page)
  await page.keyboard.press('e')
  const sheet = page.getByRole('dialog', { name: 'Report' })
  const tab = page.context().waitForEvent('page')
  await sheet.getByRole('button', { name: 'Print …' }).click()
  await tab
  await expect(sheet.getByText('Opened in a tab of its own')).toBeVisible()
  await expect(sheet.getByRole('link', { name: 'Open it to print' })).toHaveAttribute('href', /^blob:/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  // Opened anew, the review has what was noted meanwhile.
  await page.keyboard.press('g')
  await page.getByRole('list', { name: 'Recent sessions' }).getByRole('button').first().click()
  await page.getByRole('radio', { name: 'Record' }).click()
  await expect(page.getByTestId('review-audit')).toContainText('Report made to be printed')
  // Whatever the monitor told is in the review too.
  await page.getByRole('radio', { name: 'Statistics' }).click()
  for (const vital of ['Heart rate', 'Respiration', 'Temperature', 'EtCO2'])
    await expect(
      page.getByTestId('review-statistics').getByRole('row', { name: new RegExp(`^${vital}`) }),
    ).toContainText(/\d/)
})
