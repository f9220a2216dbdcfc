import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become, PIN } from './people.ts'
import { alarm, recordPressure, startSimulated } from './steps.ts'
import { findCut, findUnmarked } from './unmarked.ts'

/** Makes this window save the clinic with the language of tests, which no sheet offers. */
async function offerPseudo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const send = WebSocket.prototype.send
    WebSocket.prototype.send = function (data) {
      const message = JSON.parse(String(data))
      if (message.name === 'setClinic') message.payload.clinic.language = 'pseudo'
      send.call(this, JSON.stringify(message))
    }
  })
  await page.reload()
}

/** The administrator saves the clinic; then the nurse is here again. */
async function speakPseudo(page: Page): Promise<void> {
  await become(page, 'Clinic Admin', 'Administrator')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page
    .getByRole('dialog', { name: 'Clinic and provider' })
    .getByRole('button', { name: 'Save' })
    .click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA')
  await whoButton(page).click()
  const who = page.getByRole('dialog')
  await who.getByRole('radio', { name: 'Nora' }).press('Space')
  await who.locator('input[type=password]').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(who).toHaveCount(0)
}

const whoButton = (page: Page) => page.locator('.window-controls').getByRole('button').nth(2)

test('every screen is said in the language of the clinic, and has room for a longer one', async ({
  vigil: { page },
}) => {
  const bare = new Map<string, string>()
  const cut = new Map<string, string>()
  const look = async (place: string) => {
    for (const text of await findUnmarked(page)) if (!bare.has(text)) bare.set(text, place)
    for (const text of await findCut(page)) if (!cut.has(text)) cut.set(text, place)
  }
  const dialog = page.getByRole('dialog')
  /** By keys, which are the same in each language. */
  const lookAtSheets = async (place: string, keys: readonly string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await expect(dialog, `${place}: ${key}`).toBeVisible()
      // A sheet that is fetched says so meanwhile.
      await expect(dialog.locator('[aria-busy="true"]')).toHaveCount(0)
      await look(`${place}, sheet of ${key}`)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
  }
  const openPage = async (key: string, heading: string) => {
    await page.keyboard.press(key)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await look(heading)
  }

  await offerPseudo(page)
  await become(page, 'Nora', 'Nurse')
  await startSimulated(page, { scenario: 'desaturation', speed: '10' })
  await page.getByTestId('tile-bp').locator('[data-value]:not([data-value=""])').waitFor()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await alarm(page, 'spo2-low').waitFor()
  await speakPseudo(page)

  await page.keyboard.press('1')
  await expect(page.getByTestId('event-list')).toContainText('‹')
  await look('room')
  await lookAtSheets('room', [...'anmorfyle?+cwih0qktuxd'])
  await whoButton(page).click()
  await look('who is here')
  await page.keyboard.press('Escape')
  await recordPressure(page, '192', '112')
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await look('room with a HIGH pressure')

  await openPage('g', 'Vigil')
  await lookAtSheets('start', [...'ntuc?'])
  for (const name of ['Simulated monitor', 'Add a room', 'Import a session']) {
    await page.getByRole('button', { name }).click()
    await expect(dialog).toBeVisible()
    await look(name)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await openPage('v', 'Devices')
  await openPage('z', 'Presets')
  await openPage('k', 'Words of the clinic')
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Backups and keys' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Backups and keys' })).toBeVisible()
  await look('backups and keys')

  await page.keyboard.press('g')
  await page.keyboard.press('1')
  await page.keyboard.press('x')
  await dialog.getByLabel('Reason').fill('…')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('review-statistics')).toBeVisible()
  await look('review')
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await look(`review, ${await tab.textContent()}`)
  }
  await lookAtSheets('review', ['q', 'e'])

  expect([...bare].map(([text, place]) => `${place}: ${text}`)).toEqual([])
  expect([...cut].map(([text, place]) => `${place}: ${text}`)).toEqual([])
})
