import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { choosePin, enrol, PIN, pinSheet, setUpClinic, whoSheet } from './people.ts'
import { closeSession, expectAccessible, firstRun, lockedWord, prepare, pressOutside } from './steps.ts'

async function person(page: Page): Promise<void> {
  await page.locator('.window-controls').getByRole('button').nth(2).click()
  await expect(whoSheet(page)).toBeVisible()
}

/** Gives a PIN where the screen asks for it: of the person whose tile is chosen. */
async function givePin(page: Page, name: string): Promise<void> {
  const sheet = pinSheet(page)
  await expect(sheet).toBeVisible()
  await expectAccessible(page)
  await sheet.getByRole('radio', { name: new RegExp(`^${name} ·`) }).press('Space')
  await sheet.getByLabel('PIN or passphrase').fill(PIN)
  await sheet.getByRole('button', { name: 'Confirm' }).click()
  await expect(sheet).toBeHidden()
}

test('a clinic is set up; a prescriber lets pass and signs in the nurse’s window; it is locked, another sits down, and a stranger gets nowhere', async ({
  vigil,
}) => {
  const { page } = vigil
  await firstRun(page)
  await expectAccessible(page)
  const stick = mkdtempSync(join(tmpdir(), 'vigil-stick-'))
  await setUpClinic(page, 'Ina Admin', async first => {
    await expect(first.getByRole('listitem').first()).toHaveAttribute('aria-current', 'true')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    const code = await first.getByTestId('recovery-code').textContent()
    await expect(first.getByText(/^Fingerprint of the signing key: ([0-9a-f]{4} ?){4}$/)).toBeVisible()
    await expectAccessible(page)
    // The printed page has it, and nothing else of the window.
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByTestId('recovery-code')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Vigil' })).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
    // Typed back from paper: a slip is named by its group.
    await first.getByLabel('Recovery code').fill((code ?? '').replace(/^..../, '0000'))
    await page.keyboard.press('Enter')
    await expect(first.getByRole('alert')).toBeVisible()
    await first.getByLabel('Recovery code').fill(code ?? '')
    await page.keyboard.press('Enter')
    // No key store answers here: it is asked where the key file is to lie.
    await expect(first.getByText('The key store of this login does not answer')).toBeVisible()
    await expectAccessible(page)
    await first.getByLabel('Folder of the key file').fill('/nowhere/at/all')
    await page.keyboard.press('Enter')
    await expect(first.getByRole('alert')).toContainText('is no folder here')
    await first.getByLabel('Folder of the key file').fill(stick)
    await page.keyboard.press('Enter')
  })
  expect(existsSync(join(stick, 'vigil.key'))).toBe(true)
  await expectAccessible(page)
  const forNurse = await enrol(page, 'Nora Nurse', 'Nurse')
  const forPrescriber = await enrol(page, 'Dr Pia Prescriber', 'Prescriber')
  expect(forNurse).toMatch(/^\d{8}$/)
  // Nobody may be taken for another.
  const list = page.getByRole('dialog', { name: 'People' })
  await list.getByLabel('Name', { exact: true }).fill('Nora Nurse.')
  await list.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(list.getByRole('alert')).toContainText('looks like Nora Nurse')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await choosePin(page, 'Dr Pia Prescriber', forPrescriber)
  await choosePin(page, 'Nora Nurse', forNurse)

  // A simulated session of the nurse; the patient has eaten, and the prescriber decides in her window.
  await page.getByRole('button', { name: 'Simulated monitor', exact: true }).click()
  await page.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByTestId('sim-badge')).toBeVisible()
  await prepare(page, 'Nora Nurse')
  await pressOutside(page, 'k')
  const gate = page.getByRole('dialog', { name: 'Before dosing' })
  await gate.getByRole('radiogroup', { name: /food/i }).getByRole('radio', { name: 'yes' }).press('Space')
  await gate.getByLabel('What speaks against dosing').fill('half a sandwich')
  await gate.getByRole('button', { name: 'Record answers' }).click()
  await expect(gate.locator('[data-finding="checklistFailed"]')).toHaveAttribute('data-state', 'open')
  await gate.getByLabel('Reason').fill('little, and no reflux')
  await gate.getByRole('button', { name: 'Let pass as prescriber' }).click()
  await givePin(page, 'Dr Pia Prescriber')
  await expect(gate.getByText(/^Let pass by Dr Pia Prescriber/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Nora Nurse' })).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await expect(page.getByTestId('event-list')).toContainText('by Nora Nurse')

  await closeSession(page)
  await page.getByRole('button', { name: 'Signatures' }).click()
  const sign = page.getByRole('dialog', { name: 'Signatures and amendments' })
  await sign.getByRole('button', { name: 'Sign as this person' }).click()
  await givePin(page, 'Dr Pia Prescriber')
  await expect(sign.getByText(/^Dr Pia Prescriber \(Prescriber\)/)).toBeVisible()
  await page.keyboard.press('Escape')

  await person(page)
  await whoSheet(page).getByRole('button', { name: 'Lock this screen' }).click()
  await expect(lockedWord(page)).toBeVisible()
  await lockedWord(page).click()
  const unlocking = page.getByRole('dialog', { name: 'Unlock this screen' })
  await expectAccessible(page)
  await unlocking.getByRole('radio', { name: /^Dr Pia Prescriber ·/ }).press('Space')
  await unlocking.getByLabel('PIN or passphrase').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Dr Pia Prescriber' })).toBeVisible()

  // The stranger's way of before: her name typed beside a role, then the prescriber's PIN. Its first step is not there.
  const stranger = await vigil.newWindow()
  await lockedWord(stranger).click()
  const entering = stranger.getByRole('dialog', { name: 'Unlock this screen' })
  await expect(entering.getByLabel('Your name')).toHaveCount(0)
  await entering.getByRole('radio', { name: /^Demo nurse/ }).press('Space')
  await stranger.keyboard.press('Enter')
  await expect(stranger.getByRole('button', { name: 'Demo nurse' })).toBeVisible()
  await person(stranger)
  await expect(whoSheet(stranger).getByRole('button', { name: 'Set up this clinic' })).toHaveCount(0)
  await whoSheet(stranger).getByRole('button', { name: 'People' }).click()
  const people = stranger.getByRole('dialog', { name: 'People' })
  await people.getByLabel('Name', { exact: true }).fill('Mallory')
  await people.getByLabel('Role', { exact: true }).selectOption({ label: 'Administrator' })
  await people.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(people.getByRole('alert')).toContainText('for simulated rooms only')
  for (const name of ['Ina Admin', 'Dr Pia Prescriber']) {
    await people.getByRole('button', { name: `New code for ${name}` }).click()
    await expect(stranger.locator('.notice').last()).toContainText('for simulated rooms only')
  }
  await expect(people.getByText('Mallory')).toHaveCount(0)
})
