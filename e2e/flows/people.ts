import { expect, type Locator, type Page } from 'playwright/test'

/* How a test signs in, in the words of the screen; in one place. */

/** Of everybody in flows. */
export const PIN = '471182'
const ADMIN = 'Clinic Admin'
const DEMO = 'Demo nurse'

export const whoSheet = (page: Page) => page.getByRole('dialog', { name: 'Who are you?' })
export const pinSheet = (page: Page) => page.getByRole('dialog', { name: 'Confirm with a PIN' })
export const twoPinsSheet = (page: Page) => page.getByRole('dialog', { name: 'Two people decide this' })

/** Who is at a page, as far as this file has put them there; their own PIN is given wherever one is asked for. */
const here = new WeakMap<Page, string>()

/** From now on the PIN of whoever is here is given wherever the screen asks for it; that of another person is not. */
async function answerPins(page: Page): Promise<void> {
  if (here.has(page)) return
  await page.addLocatorHandler(pinSheet(page), async sheet => {
    const own = sheet.getByRole('radio', { name: new RegExp(`^${here.get(page)} · `) })
    if ((await own.count()) === 0 || !(await own.isChecked())) {
      await sheet.getByRole('button', { name: 'Cancel' }).click()
      return
    }
    await sheet.getByLabel('PIN or passphrase').fill(PIN)
    await sheet.getByRole('button', { name: 'Confirm' }).click()
  })
}

export async function openWho(page: Page): Promise<void> {
  await page.locator('.window-controls').getByRole('button').nth(2).click()
  await expect(whoSheet(page)).toBeVisible()
}

/** Somebody known sits down: a tile and the PIN. */
async function sitDown(page: Page, name: string): Promise<void> {
  const sheet = whoSheet(page)
  await sheet.getByRole('radio', { name: new RegExp(`^${name} (·|\\()`) }).press('Space')
  if (name !== DEMO) await sheet.getByLabel('PIN or passphrase').fill(PIN)
  // By key: an alarm that comes between a button's way down and up moves it from under the mouse.
  await sheet.getByRole('button', { name: 'Continue' }).press('Enter')
  await expect(sheet).toBeHidden()
  here.set(page, name)
}

/** The recovery sheet is left for later. */
const printLater = (sheet: Locator) => sheet.getByRole('button', { name: 'Later' }).click()

/** The first administrator, from the sheet that asks who is here. @param first what is done with the recovery sheet that follows */
export async function setUpClinic(page: Page, name = ADMIN, first = printLater): Promise<void> {
  await openWho(page)
  await whoSheet(page).getByRole('button', { name: 'Set up this clinic' }).click()
  const sheet = page.getByRole('dialog', { name: 'Set up this clinic' })
  await sheet.getByLabel('Your name').fill(name)
  await fillNewPin(page, 'Set up this clinic')
  await sheet.getByRole('button', { name: 'Set up the clinic' }).click()
  await first(page.getByRole('dialog', { name: 'Recovery sheet' }))
  await expect(page.getByRole('dialog', { name: 'People' })).toBeVisible()
  here.set(page, name)
}

async function fillNewPin(page: Page, sheet: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: sheet })
  await dialog.getByLabel('New PIN or passphrase').fill(PIN)
  await dialog.getByLabel('The same again').fill(PIN)
}

/** On the sheet of people: gives the code that is shown once. */
export async function enrol(page: Page, name: string, role: string): Promise<string> {
  const sheet = page.getByRole('dialog', { name: 'People' })
  await sheet.getByLabel('Name', { exact: true }).fill(name)
  await sheet.getByLabel('Role', { exact: true }).selectOption({ label: role })
  await sheet.getByRole('button', { name: 'Enrol', exact: true }).click()
  const code = sheet.getByRole('status', { name: `Code for ${name}` })
  await expect(code.or(pinSheet(page))).toBeVisible()
  // On a slow computer the PIN of the set-up is not fresh any more.
  if (await pinSheet(page).isVisible()) {
    await pinSheet(page).getByLabel('PIN or passphrase').fill(PIN)
    await pinSheet(page).getByRole('button', { name: 'Confirm' }).click()
  }
  await expect(code).toBeVisible()
  return (await sheet.getByTestId('code').textContent()) ?? ''
}

/** Whoever has a code sits down with it, and chooses the PIN. */
export async function choosePin(page: Page, name: string, code: string): Promise<void> {
  await openWho(page)
  const sheet = whoSheet(page)
  await sheet.getByRole('radio', { name: new RegExp(`^${name} ·`) }).press('Space')
  await sheet.getByLabel('Code from the administrator').fill(code)
  await fillNewPin(page, 'Who are you?')
  await sheet.getByRole('button', { name: 'Continue' }).click()
  await expect(sheet).toBeHidden()
  here.set(page, name)
}

/** Somebody known comes to a locked screen. */
export async function unlock(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'locked: who is here?' }).click()
  const sheet = page.getByRole('dialog', { name: 'Unlock this screen' })
  await sheet.getByRole('radio', { name: new RegExp(`^${name} ·`) }).press('Space')
  await sheet.getByLabel('PIN or passphrase').fill(PIN)
  // A core that is begun again answers a moment later.
  await expect(async () => {
    await sheet.getByRole('button', { name: 'Unlock' }).click({ timeout: 2000 })
    await expect(sheet).toBeHidden({ timeout: 5000 })
  }).toPass()
  here.set(page, name)
}

/** An administrator and a medical director decide something, each with their own PIN. */
export async function decideByTwo(page: Page, admin = ADMIN): Promise<void> {
  const sheet = twoPinsSheet(page)
  await expect(sheet).toBeVisible()
  const group = sheet.getByRole('group', { name: 'Administrator' })
  const radio = group.getByRole('radio', { name: new RegExp(`^${admin} ·`) })
  if ((await radio.count()) > 0) await radio.press('Space')
  await group.getByLabel('PIN or passphrase').fill(PIN)
  const director = sheet.getByRole('group', { name: 'Medical director' })
  await director.getByLabel('PIN or passphrase').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
}

/** Somebody with this role is here from now on: enrolled first where nobody of the name is known, in a clinic that is set up. */
export async function become(page: Page, name: string, role: string): Promise<void> {
  await answerPins(page)
  await openWho(page)
  const sheet = whoSheet(page)
  if ((await sheet.getByRole('radio', { name: new RegExp(`^${name} (·|\\()`) }).count()) > 0) {
    await sitDown(page, name)
    return
  }
  const isNew = (await sheet.getByRole('button', { name: 'Set up this clinic' }).count()) > 0
  await page.keyboard.press('Escape')
  if (isNew) await setUpClinic(page)
  else {
    await openWho(page)
    await sitDown(page, ADMIN)
    await openWho(page)
    await whoSheet(page).getByRole('button', { name: 'People' }).click()
  }
  const code = await enrol(page, name, role)
  await choosePin(page, name, code)
}
