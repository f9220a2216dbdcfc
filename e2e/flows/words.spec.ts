import type { Page } from 'playwright/test'
import type { Bridge } from '../../shared/ipc.ts'
import { expect, test } from '../vigil.ts'
import { findCut } from './cut.ts'
import { become, PIN } from './people.ts'
import { alarm, startSimulated } from './steps.ts'
import { findUnmarked } from './unmarked.ts'

const isDesktop = (page: Page) => page.evaluate(() => 'vigil' in globalThis)

/** What a window of the desktop asks its core, past the sheet. */
async function askPseudo(page: Page): Promise<void> {
  const answer = await page.evaluate(async () => {
    const { vigil } = globalThis as unknown as { vigil: Bridge }
    const told = await vigil.request('snapshot', {})
    if (!told.ok) return told
    return vigil.request('setClinic', { clinic: { ...told.value.clinic, language: 'pseudo' } })
  })
  expect(answer).toMatchObject({ ok: true })
}

/** Makes this window, in a browser, save the clinic with the language of tests, which no sheet offers. */
async function offerPseudo(page: Page): Promise<void> {
  if (await isDesktop(page)) return
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
  if (await isDesktop(page)) await askPseudo(page)
  else {
    await page.keyboard.press('c')
    const sheet = page.getByRole('dialog', { name: 'Clinic and provider' })
    await sheet.getByRole('button', { name: 'Save' }).click()
  }
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA')
  await whoButton(page).click()
  const who = page.getByRole('dialog')
  await who.getByRole('radio', { name: 'Nora' }).press('Space')
  await who.locator('input[type=password]').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(who).toHaveCount(0)
}

const whoButton = (page: Page) => page.locator('.window-controls').getByRole('button').nth(2)

/** What was found of a page in this language, each text with the place where it stood first. */
function makeLooks(page: Page) {
  const bare = new Map<string, string>()
  const cut = new Map<string, string>()
  const dialog = page.getByRole('dialog')
  async function look(place: string): Promise<void> {
    for (const text of await findUnmarked(page)) if (!bare.has(text)) bare.set(text, place)
    for (const text of await findCut(page)) if (!cut.has(text)) cut.set(text, place)
  }
  return {
    look,
    /** By keys, which are the same in each language. */
    async lookAtSheets(place: string, keys: string): Promise<void> {
      for (const key of keys) {
        await page.keyboard.press(key)
        await expect(dialog, `${place}: ${key}`).toBeVisible()
        // A sheet that is fetched says so meanwhile.
        await expect(page.locator('.sheet[aria-busy="true"]')).toHaveCount(0)
        await look(`${place}, sheet of ${key}`)
        await page.keyboard.press('Escape')
        await expect(dialog).toHaveCount(0)
      }
    },
    expectNothing() {
      expect([...bare].map(([text, place]) => `${place}: ${text}`)).toEqual([])
      expect([...cut].map(([text, place]) => `${place}: ${text}`)).toEqual([])
    },
  }
}

/** A session with an alarm and all vital signs, four of them in small tiles, under way when the language changes. */
async function begin(page: Page): Promise<void> {
  await offerPseudo(page)
  await become(page, 'Nora', 'Nurse')
  await startSimulated(page, { scenario: 'slow-breathing', speed: '10' })
  await page.getByTestId('tile-bp').locator('[data-value]:not([data-value=""])').waitFor()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await alarm(page, 'resp-low').waitFor()
  // In a language that is spoken nearly everything is unmarked: this looks where it says that it does.
  expect((await findUnmarked(page)).length).toBeGreaterThan(40)
  await speakPseudo(page)
}

// A flow through some forty screens.
test.describe.configure({ timeout: 900_000 })

test('a room and its sheets are said in the language of the clinic, and have room for a longer one', {
  tag: '@shell',
}, async ({ vigil: { page } }) => {
  const { look, lookAtSheets, expectNothing } = makeLooks(page)
  await begin(page)
  await page.keyboard.press('1')
  await expect(page.getByTestId('event-list')).toContainText('‹')
  await expect(page.locator('.small-tile')).toHaveCount(4)
  await look('room')
  await lookAtSheets('room', 'anmorfyle?+cwih0qktuxd')
  // Each line of what has happened, to the last.
  await page.getByTestId('event-list').evaluate(list => list.scrollTo(0, list.scrollHeight))
  await look('event list')
  await whoButton(page).click()
  await look('who is here')
  expectNothing()
})

test('pages and a closed session are said in the language of the clinic, and have room for a longer one', {
  tag: '@shell',
}, async ({ vigil: { page } }) => {
  const { look, lookAtSheets, expectNothing } = makeLooks(page)
  const openPage = async (heading: string) => {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await look(heading)
  }
  await begin(page)
  await page.keyboard.press('g')
  await openPage('Vigil')
  await lookAtSheets('start', 'ntuc?')
  for (const [key, heading] of [
    ['v', 'Devices'],
    ['z', 'Presets'],
    ['k', 'Words of the clinic'],
  ] as const) {
    await page.keyboard.press(key)
    await openPage(heading)
  }
  await page.keyboard.press('g')
  await page.keyboard.press('z')
  // Each with its phases, measurements and sources, the skeletons too.
  const presets = page.locator('.presets-columns nav button')
  await expect(presets).toHaveCount(6)
  for (const preset of await presets.all()) {
    await preset.click()
    await expect(preset).toHaveAttribute('aria-current', 'true')
    await look(`preset ${await preset.textContent()}`)
  }
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Backups and keys' }).click()
  await openPage('Backups and keys')

  await page.keyboard.press('g')
  await page.keyboard.press('1')
  await page.keyboard.press('x')
  await page.getByRole('dialog').getByLabel('Reason').fill('…')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('review-statistics')).toBeVisible()
  await look('review')
  for (const tab of await page.getByRole('radio').all()) {
    await tab.click()
    await look(`review, ${await tab.textContent()}`)
  }
  await lookAtSheets('review', 'qe')
  expectNothing()
})
