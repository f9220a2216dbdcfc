import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { findCut } from './cut.ts'
import { alarm, startSimulated } from './steps.ts'

/* The smallest window of the desktop (`electron/main/window.ts`): no vital sign gives way to a sheet, and nothing is cut off. */

const SMALLEST = { width: 1000, height: 640 }
/** Sheets of every width and length, by their keys. */
const SHEETS = ['y', 'l', '0', 'd', 'n', 'm', 'r', 'f', 'w', 'u', 'e', 'x', 'h', 'c', '?', '+', 'a']
/** A name, a figure, its age and its limits. */
const LEAST_SMALL_PX = 120

/** Width of every small tile and size of every large figure, in px. */
const measure = (page: Page) =>
  page.evaluate(() => ({
    small: [...document.querySelectorAll('.small-tile')].map(tile => tile.getBoundingClientRect().width),
    large: [...document.querySelectorAll('.tile .figure')].map(figure =>
      Number.parseFloat(getComputedStyle(figure).fontSize),
    ),
  }))

test('in the smallest window a sheet takes the place of the chart, never that of a figure', async ({
  vigil: { page },
}) => {
  await page.setViewportSize(SMALLEST)
  await startSimulated(page, { scenario: 'slow-breathing', speed: '5' })
  await page.getByTestId('tile-bp').locator('[data-value]:not([data-value=""])').waitFor()
  await page.keyboard.press('d')
  await expect(page.locator('.small-tile')).toHaveCount(4)
  await alarm(page, 'resp-low').waitFor()
  expect(await findCut(page)).toEqual([])

  const dialog = page.getByRole('dialog')
  for (const key of SHEETS) {
    await expect(page.getByTestId('chart')).toBeVisible()
    await page.keyboard.press(key)
    await expect(dialog, key).toBeVisible()
    await expect(page.locator('.sheet[aria-busy="true"]')).toHaveCount(0)
    await expect(page.getByTestId('chart')).toBeHidden()
    const { small, large } = await measure(page)
    expect(small, key).toHaveLength(4)
    expect(Math.min(...small), key).toBeGreaterThanOrEqual(LEAST_SMALL_PX)
    expect(Math.min(...large), key).toBeGreaterThanOrEqual(44)
    expect(await findCut(page), key).toEqual([])
    await dialog.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})

test('a history in the smallest window can be read to its end', async ({ vigil: { page } }) => {
  await page.setViewportSize(SMALLEST)
  await startSimulated(page, { scenario: 'slow-breathing', speed: '5' })
  await page.keyboard.press('d')
  await alarm(page, 'resp-low').waitFor()
  await page.keyboard.press('y')
  const row = page.getByTestId('history-list').getByRole('button')
  await row.scrollIntoViewIfNeeded()
  await expect(row).toBeInViewport({ ratio: 1 })
})
