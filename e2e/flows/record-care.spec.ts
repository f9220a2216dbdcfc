import { expect, test } from '../vigil.ts'
import { become, PIN, twoPinsSheet } from './people.ts'
import { closeSession, expectAccessible, startSimulated } from './steps.ts'

test('sessions are found, and the record is backed up, tried, and given a recovery sheet', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '60' })
  await closeSession(page)
  await page.keyboard.press('g')

  const found = page.getByRole('list', { name: 'Sessions found' })
  await page.getByLabel('Patient, record, people, words').fill('nobody of this name')
  await expect(page.getByText('No session fits.')).toBeVisible()
  await page.getByLabel('Patient, record, people, words').fill('demo')
  await expect(found.getByRole('button')).toHaveCount(1)
  await page.getByLabel('Signatures').selectOption('open session')
  await expect(page.getByText('No session fits.')).toBeVisible()
  await page.getByLabel('Signatures').selectOption('any')
  await expect(found.getByRole('button')).toHaveCount(1)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Backups and keys' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(/Last whole backup: /)).toBeVisible()
  await expect(page.getByRole('row')).not.toHaveCount(1)
  await expect(page.getByText(/The key file is .*vigil\.key/)).toBeVisible()
  await expect(page.getByText('There is no recovery code')).toBeVisible()
  await expectAccessible(page)

  // Anybody may make a backup; what opens the record is for whoever runs the clinic.
  await page.getByRole('button', { name: 'Print a recovery sheet' }).click()
  await expect(
    page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'for simulated rooms only' }),
  ).toBeVisible()
  await expect(page.getByTestId('recovery-code')).toBeHidden()
  await become(page, 'Ada', 'Administrator')
  await page
    .getByRole('button', { name: /^Try the backup of / })
    .first()
    .click()
  await expect(page.getByText(/It opens and is whole: 1 session, /)).toBeVisible()
  await page.getByRole('button', { name: 'Print a recovery sheet' }).click()
  // Wants her PIN once more.
  await expect(page.getByTestId('recovery-code')).toBeVisible()
  const code = await page.getByTestId('recovery-code').textContent()
  expect(code).toMatch(/^([0-9A-Z]{4}-[0-9A-Z] ?){8}$/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'I have the sheet' }).click()
  await expect(page.getByText('NOT YET TYPED BACK')).toBeVisible()
  await page.getByLabel('Recovery code').fill(code ?? '')
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('typed back', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('NOT YET TYPED BACK')).toBeHidden()

  // From now on it takes two: an administrator and a medical director, each with their own PIN.
  await page.getByRole('button', { name: 'Print a recovery sheet' }).click()
  const two = twoPinsSheet(page)
  await expect(two.getByText('Nobody here is Medical director and has a PIN.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await become(page, 'Dr Dora', 'Medical director')
  await page.getByRole('button', { name: 'Print a recovery sheet' }).click()
  await two
    .getByRole('group', { name: 'Administrator' })
    .getByRole('radio', { name: /^Ada ·/ })
    .press('Space')
  await two.getByRole('group', { name: 'Administrator' }).getByLabel('PIN or passphrase').fill(PIN)
  const director = two.getByRole('group', { name: 'Medical director' })
  await director.getByLabel('PIN or passphrase').fill('000000')
  await page.keyboard.press('Enter')
  await expect(two.getByRole('alert')).toContainText('not the PIN of Dr Dora')
  await director.getByLabel('PIN or passphrase').fill(PIN)
  await page.keyboard.press('Enter')
  const sheet = page.getByTestId('recovery-code')
  await expect(sheet).toBeVisible()
  const second = await sheet.textContent()
  expect(second).not.toBe(code)

  // Somebody else may have it: new keys, by the same two, and the sheet of before opens no more than the backups of before.
  await page.getByRole('button', { name: 'I have the sheet' }).click()
  await page.getByLabel('Recovery code').fill(second ?? '')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Somebody else may have a key or the code').click()
  await page.getByRole('button', { name: 'Give the record new keys' }).click()
  await expectAccessible(page)
  for (const role of ['Administrator', 'Medical director'])
    await two.getByRole('group', { name: role }).getByLabel('PIN or passphrase').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(sheet).toBeVisible()
  expect(await sheet.textContent()).not.toBe(second)
  await expect(
    page.getByText('Opens with the recovery code of before the record got new keys').first(),
  ).toBeVisible()
  await expectAccessible(page)
})
