import { readFileSync } from 'node:fs'
import { readLayout } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { alarm, expectAccessible, recordEarlier, saveReport, startSimulated } from './steps.ts'

test('a reading entered late leaves an active HIGH alone, and stands in list and report as what it is', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'hypertensive-peak', speed: '30' })
  await page.getByRole('button', { name: 'Start dosing' }).click()
  const high = alarm(page, 'systolic-high')
  await expect(high).toHaveAttribute('data-priority', 'high')

  await recordEarlier(page, '124', '78', '8')
  const events = page.getByTestId('event-list')
  await expect(events).toContainText(/BP 124\/78.*taken 8 min before, entered late/)
  await expect(events).toContainText(/BP 124\/78 MAP 93, entered late/)
  // What was measured eight minutes ago says nothing of now.
  await expect(high).toHaveAttribute('data-priority', 'high')
  await expect(high).toHaveAttribute('data-state', 'active')
  await expect(page.getByTestId('tile-bp')).not.toContainText('124/78')
  await expectAccessible(page)

  await page.keyboard.press('e')
  const sheet = page.getByRole('dialog', { name: 'Report' })
  await sheet.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, sheet)
  const text = readLayout(readFileSync(path))
  expect(text).toMatch(/124\/78.*manual[\s\S]{0,400}entered late/)
})
