import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become, decideByTwo, unlock } from './people.ts'
import { closeSession, expectAccessible, lockedWord, startSimulated } from './steps.ts'

test('two people delete a session, and restore a backup, which does not bring it back', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '60' })
  await closeSession(page)
  await page.keyboard.press('g')
  await become(page, 'Dr Dora', 'Medical director')
  const care = page.getByRole('button', { name: 'Backups and keys' }).first()
  await care.click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(/Backup vigil-.* was made\./)).toBeVisible()
  await expect(page.getByText('Sessions are kept for ever.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('g')

  await find(page)
  await page.getByRole('list', { name: 'Sessions found' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Delete …' }).click()
  const sheet = page.getByRole('dialog', { name: 'Delete this session' })
  await sheet.getByLabel('Reason').fill('practice of the first day')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Delete for good' }).click()
  await decideByTwo(page)
  await expect(page.getByText(/The session .* was deleted\./)).toBeVisible()
  await find(page)
  await expect(page.getByText('No session fits.')).toBeVisible()

  await care.click()
  await page
    .getByRole('button', { name: /^Restore the backup of / })
    .first()
    .click()
  const form = page.getByRole('form', { name: /^Restore the backup of / })
  await expect(form.getByText(/everything recorded after it leaves this record/)).toBeVisible()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Restore it' }).click()
  await decideByTwo(page)
  // Everybody signs in anew, and is told what happened to the record.
  await expect(lockedWord(page)).toBeVisible({ timeout: 120_000 })
  await unlock(page, 'Dr Dora')
  await expect(
    page.getByText(
      /(Dr Dora and Clinic Admin|Clinic Admin and Dr Dora): The record was restored from .* ARE NOT IN IT/,
    ),
  ).toBeVisible()
  await find(page)
  await expect(page.getByText('No session fits.')).toBeVisible()
})

const find = (page: Page) => page.getByLabel('Patient, record, people, words').fill('demo')
