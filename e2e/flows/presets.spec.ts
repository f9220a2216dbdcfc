import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import { expectAccessible, firstRun, pressOutside } from './steps.ts'

const ID = 'SPRAVATO-84-C1'

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: 'All presets' }).getByRole('button', { name }).click()
}

test('the medical director changes and approves a preset, and a nurse runs a session under it', async ({
  vigil: { page },
}) => {
  await firstRun(page)
  await become(page, 'Dr D', 'Medical director')
  // By the keyboard, as help says.
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Presets')
  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await choose(page, /SPRAVATO 84 mg/)
  const shown = page.getByTestId('preset')
  await expect(shown).toContainText('is locked')
  await expect(shown.getByRole('button', { name: 'Change' })).toHaveCount(0)
  await expect(page.getByTestId('preset-figures')).toContainText('REMS: at least 2 h of observation')
  await expectAccessible(page)

  await shown.getByRole('button', { name: 'Copy' }).click()
  const copy = page.getByRole('dialog', { name: 'Copy preset' })
  await copy.getByLabel('Name of the copy').fill('Our Spravato')
  await copy.getByRole('button', { name: 'Make the copy' }).click()
  await expect(shown).toHaveAttribute('data-state', 'draft')

  await shown.getByRole('button', { name: 'Change' }).click()
  const edit = page.getByRole('dialog', { name: 'Change preset' })
  await edit.getByLabel('SpO2 low, MEDIUM: limit').fill('80')
  await edit.getByLabel('M2: from (min)').fill('38')
  await edit.getByLabel('M2: target (min)').fill('42')
  await edit.getByLabel('Why (the source of what is changed)').fill('our monitors read low')
  await edit.getByRole('button', { name: 'Save draft' }).click()
  await expect(edit.getByLabel('SpO2 low, MEDIUM: limit')).toBeFocused()
  await expect(edit.getByLabel('SpO2 low, MEDIUM: limit')).toHaveAccessibleErrorMessage(
    'SpO2 low, MEDIUM: limit (%): write a number from 88 to 94.',
  )
  await edit.getByLabel('SpO2 low, MEDIUM: limit').fill('88')
  await expectAccessible(page)
  await edit.getByRole('button', { name: 'Save draft' }).click()
  const differs = page.getByTestId('preset-differs')
  await expect(differs.getByRole('row', { name: /SpO2 low, MEDIUM/ })).toContainText('below 90 % for 15 s')
  await expect(differs.getByRole('row', { name: /SpO2 low, MEDIUM/ })).toContainText('below 88 % for 15 s')
  await expect(differs.getByRole('row', { name: /Measurement M2/ })).toContainText('42 min (38 to 50)')
  await expect(page.getByTestId('preset-figures')).toContainText(
    'Decision of this clinic: our monitors read low',
  )

  // A draft cannot be chosen.
  await page.keyboard.press('n')
  const session = page.getByRole('dialog', { name: 'New session' })
  await expect(session.getByLabel('Preset').locator('option')).toHaveCount(5)
  await page.keyboard.press('Escape')

  await shown.getByRole('button', { name: 'Approve' }).click()
  const approve = page.getByRole('dialog', { name: 'Approve preset' })
  await expectAccessible(page)
  await approve.getByRole('button', { name: 'Approve as this person' }).click()
  await expect(shown).toHaveAttribute('data-state', 'approved')
  await expect(shown).toContainText('Approved by Dr D')
  await expectAccessible(page)

  await become(page, 'Ana', 'Nurse')
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Simulated monitor', exact: true }).click()
  const simulate = page.getByRole('dialog', { name: 'Simulated monitor' })
  await simulate.getByLabel('Preset').selectOption(ID)
  await simulate.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Our Spravato v1 (clinic)')
  await expect(page.getByTestId('tile-spo2').locator('.tile-limits')).toContainText('88')

  // Withdrawn, it can be chosen no more; the session under it goes on.
  await become(page, 'Dr D', 'Medical director')
  await page.keyboard.press('z')
  await choose(page, /Our Spravato/)
  await shown.getByRole('button', { name: 'Withdraw' }).click()
  const withdraw = page.getByRole('dialog', { name: 'Withdraw preset' })
  await withdraw.getByLabel('Reason').fill('new label')
  await withdraw.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(shown).toHaveAttribute('data-state', 'withdrawn')
  await pressOutside(page, '1')
  await expect(page.getByTestId('tile-spo2').locator('.tile-limits')).toContainText('88')
})

test('a nurse may look at presets, and is told who may change them', async ({ vigil: { page } }) => {
  await firstRun(page)
  await become(page, 'Ana', 'Nurse')
  await page.keyboard.press('z')
  await page.getByTestId('preset').getByRole('button', { name: 'Copy' }).click()
  const copy = page.getByRole('dialog', { name: 'Copy preset' })
  await copy.getByRole('button', { name: 'Make the copy' }).click()
  await expect(copy.getByRole('alert')).toHaveText('Ana is nurse; this needs medical director.')
})
