import { readFileSync } from 'node:fs'
import { readLayout, squeeze } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import {
  alarm,
  closeSession,
  expectAccessible,
  firstRun,
  makeReport,
  pressOutside,
  startSimulated,
} from './steps.ts'

test('the director gives the clinic a mark, a criterion and a guidance; a nurse uses them; the report says them', async ({
  vigil: { page },
}) => {
  await firstRun(page)
  await become(page, 'Dr D', 'Medical director')
  await page.keyboard.press('k')
  const shown = page.getByTestId('clinic-set')
  await expect(shown).toHaveAttribute('data-state', 'shipped')
  await expect(page.getByTestId('clinic-set-criteria').getByRole('row', { name: /^D10/ })).toContainText(
    'Suicide-risk check',
  )
  await expectAccessible(page)

  await shown.getByRole('button', { name: 'Change' }).click()
  const edit = page.getByRole('dialog', { name: 'Change the words of the clinic' })
  await edit.getByLabel('Marks, one a line').fill('Yawning\nVomiting')
  await edit.getByLabel('Own discharge criteria, one a line').fill('Has eaten and drunk')
  const guidance = edit.getByLabel('SpO2 low: what to do', { exact: true })
  await expect(guidance).toHaveAccessibleDescription('Ships as: stimulate, airway, oxygen')
  await guidance.fill('')
  await edit.getByLabel('Why', { exact: true }).fill('staff meeting')
  await edit.getByRole('button', { name: 'Save draft' }).click()
  await expect(edit.getByRole('alert')).toContainText('SpO2 low: what to do: must not be empty')
  await guidance.fill('wake, call the desk, oxygen')
  await edit.getByRole('button', { name: 'Save draft' }).click()
  await expect(edit.getByRole('alert')).toContainText('“Vomiting” ships with Vigil')
  await edit.getByLabel('Marks, one a line').fill('Yawning')
  await expectAccessible(page)
  await edit.getByRole('button', { name: 'Save draft' }).click()
  await expect(shown).toHaveAttribute('data-state', 'draft')
  const differs = page.getByTestId('clinic-set-differs')
  await expect(differs.getByRole('row', { name: /SpO2 low: what to do/ })).toContainText(
    'stimulate, airway, oxygenwake, call the desk, oxygen',
  )

  await shown.getByRole('button', { name: 'Approve' }).click()
  const approve = page.getByRole('dialog', { name: 'Approve the words of the clinic' })
  await expectAccessible(page)
  await approve.getByRole('button', { name: 'Approve as this person' }).click()
  await expect(shown).toHaveAttribute('data-state', 'approved')
  await expectAccessible(page)

  await become(page, 'Ana', 'Nurse')
  await page.keyboard.press('g')
  await startSimulated(page, { scenario: 'desaturation', speed: '10' })
  await page.keyboard.press('d')
  await expect(page.getByText('Device 1', { exact: false }).first()).toBeVisible()
  // While it lasts, some 12 s at this speed; it comes again a minute later.
  await expect(alarm(page, 'spo2-low')).toContainText('wake, call the desk, oxygen', { timeout: 120_000 })
  // By its letter alone, and taken back by a press.
  await page.keyboard.press('n')
  const mark = page.getByRole('dialog', { name: 'Mark' })
  await expect(mark.getByRole('group', { name: 'Marks of the clinic' })).toContainText('Yawning')
  await expectAccessible(page)
  await page.keyboard.press('Shift+I')
  const events = page.getByTestId('event-list')
  await expect(events).toContainText('Yawning by Ana')
  await page.keyboard.press('Shift+B')
  await expect(events).toContainText('Vomiting by Ana')
  await mark.getByRole('button', { name: 'Undo: Vomiting' }).click()
  await expect(events).toContainText('Mark withdrawn: Vomiting by Ana')
  // A capital letter in a note is a letter.
  await mark.getByLabel('Note').fill('')
  await mark.getByLabel('Note').press('Shift+I')
  await expect(mark.getByLabel('Note')).toHaveValue('I')
  await page.keyboard.press('Escape')

  await page.keyboard.press('k')
  const list = page.getByRole('dialog', { name: 'Discharge checklist' })
  const own = list.getByRole('listitem').filter({ hasText: 'C1 Has eaten and drunk' })
  await expect(own).toHaveAttribute('data-state', 'open')
  await own
    .getByRole('group', { name: 'Has eaten and drunk' })
    .getByRole('button', { name: 'yes' })
    .press('Enter')
  await expect(own).toHaveAttribute('data-state', 'passed')
  await expect(own).toContainText('yes (Ana)')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  // What the session was opened under stays with it, whatever is withdrawn meanwhile.
  await become(page, 'Dr D', 'Medical director')
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Words of the clinic' }).click()
  await shown.getByRole('button', { name: 'Withdraw' }).click()
  const withdraw = page.getByRole('dialog', { name: 'Withdraw the words of the clinic' })
  await withdraw.getByLabel('Reason').fill('new leaflet')
  await withdraw.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(shown).toHaveAttribute('data-state', 'withdrawn')
  await pressOutside(page, '1')
  await page.keyboard.press('n')
  await expect(mark.getByRole('group', { name: 'Marks of the clinic' })).toContainText('Yawning')
  await page.keyboard.press('Escape')

  await closeSession(page)
  await page.keyboard.press('e')
  const pdf = await makeReport(page, 'PDF')
  const said = squeeze(readLayout(readFileSync(pdf)))
  for (const part of ['set of the clinic, version 1, approved by Dr D', 'Yawning', 'C1 Has eaten and'])
    expect(said).toContain(part)
  const csv = readFileSync(await makeReport(page, 'CSV'), 'utf8')
  expect(csv).toContain('Yawning by Ana')
  expect(csv).toContain('Discharge C1 (Has eaten and drunk): yes by Ana')
})

test('a nurse may look at the words of the clinic, and is told who may change them', async ({
  vigil: { page },
}) => {
  await firstRun(page)
  await become(page, 'Ana', 'Nurse')
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Words of the clinic' }).click()
  await page.getByTestId('clinic-set').getByRole('button', { name: 'Change' }).click()
  const edit = page.getByRole('dialog', { name: 'Change the words of the clinic' })
  await edit.getByLabel('Marks, one a line').fill('Yawning')
  await edit.getByLabel('Why', { exact: true }).fill('seen often')
  await edit.getByRole('button', { name: 'Save draft' }).click()
  await expect(edit.getByRole('alert')).toHaveText('Ana is nurse; this needs medical director.')
})
