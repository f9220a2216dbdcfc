import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { acknowledge, alarm, expectAccessible, recordPressure, startSimulated } from './steps.ts'

/*
 * One reading is one alarm, and the figures keep their size whatever alarms: measured in a window of 1280 x 800.
 */

const HEIGHT = 800
const FIFTH = HEIGHT / 5
/** What can be read at three metres. */
const FIGURE_PX = 96

/** Without the alarm that a busy machine may raise, where no sound is played in time. */
const lines = (page: Page) => page.getByTestId('alarm-bar').locator('li:not([data-alarm="sound-failed"])')

/** Alarms and banner in a fifth of the height, nothing of them cut off, and three whole figures of full size. */
async function expectRoom(page: Page, what: string): Promise<void> {
  await expect(async () => {
    const seen = await page.evaluate(() => {
      const boxOf = (element: Element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect()
        return { top, bottom, left, right }
      }
      const zone = document.querySelector('[data-testid="alarm-zone"]')
      const tiles = [...document.querySelectorAll('.tile')].map(tile => {
        const figure = tile.querySelector('.figure')
        return {
          tile: boxOf(tile),
          figure: figure && boxOf(figure),
          fontPx: figure ? Number.parseFloat(getComputedStyle(figure).fontSize) : 0,
          buttons: [...tile.querySelectorAll('.tile-buttons button')].map(boxOf),
        }
      })
      return {
        zonePx: zone?.clientHeight ?? 0,
        neededPx: zone?.scrollHeight ?? 0,
        lines: [...document.querySelectorAll('.alarm-bar li')].map(boxOf),
        tiles,
        pagePx: document.documentElement.scrollHeight,
      }
    })
    expect(seen.zonePx, `${what}: alarms and banner`).toBeLessThanOrEqual(FIFTH)
    expect(seen.neededPx, `${what}: nothing of them is cut off`).toBeLessThanOrEqual(seen.zonePx)
    expect(seen.pagePx, `${what}: nothing scrolls`).toBeLessThanOrEqual(HEIGHT)
    expect(seen.tiles).toHaveLength(3)
    for (const { tile, figure, fontPx, buttons } of seen.tiles) {
      expect(fontPx, `${what}: figure`).toBeGreaterThanOrEqual(FIGURE_PX)
      expect(tile.bottom, `${what}: tile`).toBeLessThanOrEqual(HEIGHT)
      for (const inner of [figure, ...buttons]) {
        expect(inner?.top, `${what}: whole`).toBeGreaterThanOrEqual(tile.top)
        expect(inner?.bottom, `${what}: whole`).toBeLessThanOrEqual(tile.bottom)
        expect(inner?.right, `${what}: whole`).toBeLessThanOrEqual(tile.right)
      }
    }
  }).toPass({ timeout: 60_000 })
}

/** In each line what it is, and since when or until when, can be read to its last letter. */
async function expectUncut(page: Page): Promise<void> {
  const cut = await lines(page).evaluateAll(items =>
    items.flatMap(item => {
      const right = item.getBoundingClientRect().right
      return [...item.querySelectorAll(':scope > b, :scope > .alarm-state')]
        .filter(part => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > right)
        .map(({ textContent }) => textContent)
    }),
  )
  expect(cut).toEqual([])
}

/** SpO2 and pulse of another instrument, far past their HIGH limits, and a patient who can hardly be woken. */
async function recordBadValues(page: Page): Promise<void> {
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('SpO2').fill('80')
  await manual.getByLabel('Pulse').fill('152')
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await manual.getByLabel('The value is right').check()
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(manual).toBeHidden()
  await page.keyboard.press('f')
  const scale = page.getByRole('dialog', { name: 'Rate the patient' })
  await scale.getByRole('radio', { name: /^1 / }).press('Space')
  await scale.getByRole('button', { name: 'Record rating' }).click()
  await expect(scale).toBeHidden()
}

test('a cuff of 200/118 is one alarm with its causes, and the figures keep their size with further alarms', async ({
  vigil: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: HEIGHT })
  await startSimulated(page, { scenario: 'quiet-session', speed: '1' })
  // The baseline is formed from the readings before the dose.
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/, { timeout: 90_000 })
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await recordPressure(page, '200', '118')
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText(
    /BP 200\/118, systolic ≥ 180, diastolic ≥ 110, \+\d+\/\+\d+ over baseline/,
  )
  // Each rule underneath keeps its own name and state.
  for (const id of ['systolic-high', 'diastolic-high', 'systolic-rise', 'diastolic-rise'])
    await expect(alarm(page, id)).toHaveAttribute('data-state', 'active')
  await expectRoom(page, 'one reading')
  await expectAccessible(page)

  await recordBadValues(page)
  await expect(lines(page)).toHaveCount(4)
  await expectRoom(page, 'four alarms')

  const banner = page.getByTestId('escalation')
  await expect(banner).toContainText('BP 200/118', { timeout: 60_000 })
  await expectRoom(page, 'four alarms and the banner')
  // All of its causes, in words: nothing is cut off.
  await expect(banner).toContainText('over baseline')
  expect(
    await banner.locator('strong').evaluate(line => line.scrollWidth - line.clientWidth),
  ).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  // What has no room is counted, and one key away.
  await expect(page.getByTestId('more-alarms')).toContainText(/\d more/)
  await page.keyboard.press('+')
  const list = page.getByRole('dialog', { name: 'Alarms now' })
  await expect(list.locator('li:not([data-alarm="sound-failed"])')).toHaveCount(4)
  await expect(list).toContainText(/\d alarms/)
  await expectRoom(page, 'with the list')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  // One press answers each of its causes.
  await page.keyboard.press('a')
  const sheet = page.getByRole('dialog', { name: 'Acknowledge' })
  await expect(sheet.getByRole('checkbox', { name: /BP 200\/118/ })).toBeChecked()
  await expectRoom(page, 'with the acknowledge sheet')
  await page.keyboard.press('Escape')
  await acknowledge(page)
  await expect(banner).toBeHidden()
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-state', 'acknowledged')
  await expect(alarm(page, 'diastolic-rise')).toHaveAttribute('data-state', 'acknowledged')
  await expectRoom(page, 'acknowledged')

  await page.keyboard.press('y')
  const history = page.getByRole('dialog', { name: 'Alarm history' })
  for (const name of ['Systolic high', 'Diastolic high', 'Systolic rise', 'Diastolic rise'])
    await expect(history.getByText(new RegExp(`${name} `)).first()).toBeVisible()
  await history.getByRole('radio', { name: 'Alarm load' }).click()
  // BP, SpO2, pulse and sedation: the reading counts once.
  await expect(history.getByRole('row', { name: /^All alarms/ })).toContainText('4 HIGH')
})

test('alarms that ended unanswered say to the last letter what they were, and when they ended', async ({
  vigil: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: HEIGHT })
  await startSimulated(page, { scenario: 'quiet-session', speed: '1' })
  await expect(page.getByTestId('event-list')).toContainText(/BP \d+\/\d+/, { timeout: 90_000 })
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await recordPressure(page, '200', '118')
  await recordBadValues(page)
  await expectUncut(page)

  // The monitor's own values end SpO2 and pulse, another cuff reading the pressure.
  await recordPressure(page, '124', '78')
  for (const id of ['spo2-low', 'pulse-high', 'systolic-high'])
    await expect(alarm(page, id).first()).toHaveAttribute('data-state', 'latched', { timeout: 60_000 })
  await expect(lines(page).filter({ hasText: /was HIGH, ended \d/ })).toHaveCount(3)
  await expectRoom(page, 'three latched alarms')
  await expectUncut(page)
  await expectAccessible(page)
})
