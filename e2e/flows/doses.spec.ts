import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { readLayout } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import {
  closeSession,
  expectAccessible,
  firstRun,
  openInfusion,
  pressOutside,
  saveReport,
  startSimulated,
} from './steps.ts'

/* A tenfold dose, a weight in pounds, a dose withdrawn: on the screen, in the record and in the report. */

/** The report of the open session, as text. */
async function readReport(page: Page): Promise<string> {
  await page.keyboard.press('e')
  const sheet = page.getByRole('dialog', { name: 'Report' })
  await sheet.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, sheet)
  await page.keyboard.press('Escape')
  return readLayout(readFileSync(path))
}

test('a tenfold dose is seen before it is given, refused, and told by record and report', async ({
  vigil: { page },
}) => {
  await openInfusion(page, '70')
  await page.keyboard.press('d')
  const dose = page.getByRole('dialog', { name: 'Dose' })
  const plan = dose.getByTestId('dose-plan')
  await expect(plan).toContainText('35 mg')
  await expect(plan).toContainText('0.5 mg/kg x 70 kg')
  await expect(plan).toContainText('said when the session was opened')
  await expect(plan).toContainText('At most 70 mg in this session.')
  await expectAccessible(page)

  await dose.getByLabel('Dose (mg)').fill('40')
  await expect(dose.locator('[data-doubt="askReason"]')).toContainText('14 % off the planned 35 mg')
  await dose.getByLabel('Dose (mg)').fill('60')
  await expect(dose.locator('[data-doubt="askPrescriber"]')).toContainText('A prescriber must give it')
  await dose.getByLabel('Dose (mg)').fill('350')
  await expect(dose.locator('[data-doubt="refuse"]')).toContainText('over the most that may be given, 70 mg')
  await expectAccessible(page)
  await dose.getByLabel('Reason for this dose').fill('as always')
  await dose.getByRole('button', { name: 'Start dosing now' }).click()
  await expect(dose.getByRole('alert')).toContainText('350 mg is over the most that this preset gives, 70 mg')
  await page.keyboard.press('Escape')

  const told = /Asked: 350 mg, over the most of 70 mg, planned 35 mg: refused by Ada/
  await expect(page.getByTestId('event-list')).toContainText(told)
  await expect(page.getByTestId('phase')).not.toHaveText('INFUSION')
  const report = await readReport(page)
  expect(report.replaceAll(/\s+/g, ' ')).toMatch(/350 mg, over the most of 70 mg, planned 35 mg: refused/)
  expect(report).toMatch(/Given\s+nothing/)
})

test('a weight in pounds is asked about beside the last known one, and taken as pounds', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await closeSession(page)
  await page.getByRole('button', { name: 'Rooms' }).first().click()

  await page.getByRole('button', { name: 'Simulated monitor' }).click()
  const sheet = page.getByRole('dialog', { name: 'Simulated monitor' })
  await sheet.getByLabel('Weight', { exact: true }).fill('154')
  const asked = sheet.getByRole('status')
  await expect(asked).toContainText('154 kg is 120 % off the last known weight, 70 kg')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect(sheet.getByRole('alert')).toContainText('look at it again, at its unit too')

  await sheet.getByLabel('Unit of weight').selectOption('lb')
  await expect(sheet.getByText('that is 69.9 kg')).toBeVisible()
  await expect(asked).toBeHidden()
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByTestId('event-list')).toContainText(
    'Weight 69.9 kg (entered as 154 lb), 70 kg in an earlier session by Demo nurse',
  )
  await pressOutside(page, '0')
  const doses = page.getByRole('dialog', { name: 'Doses and weight' })
  await expect(doses.getByTestId('weights')).toContainText('69.9 kg (entered as 154 lb)')
  await expect(doses.getByTestId('weights')).toContainText('70 kg in the session of')

  // Changed in the open session: far off is asked, and answered with a tick.
  await doses.getByLabel('Weight', { exact: true }).fill('90')
  await doses.getByLabel('Reason').last().fill('weighed again')
  await doses.getByLabel('The weight is right').check()
  await expectAccessible(page)
  await doses.getByRole('button', { name: 'Record the weight' }).click()
  await expect(doses.getByTestId('weights')).toContainText('90 kg, changed in the session')
  await expect(doses.getByTestId('weights').locator('s')).toContainText('69.9 kg')
  await page.keyboard.press('Escape')
  const report = (await readReport(page)).replaceAll(/\s+/g, ' ')
  expect(report).toMatch(
    /Weight 90 kg, changed .* \(weighed again\); before that 69.9 kg \(entered as 154 lb\)/,
  )
})

test('a dose is withdrawn and given anew: T0 moves, and the old one stays in sight', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')

  await page.keyboard.press('0')
  const doses = page.getByRole('dialog', { name: 'Doses and weight' })
  await expectAccessible(page)
  await doses.getByLabel('Reason').first().fill('pressed in the wrong room')
  await doses.getByRole('button', { name: 'Withdraw the dose' }).click()
  const given = doses.getByTestId('doses-given')
  await expect(given.locator('s')).toContainText('28 mg esketamine')
  await expect(given).toContainText(/withdrawn by Demo nurse .*\(pressed in the wrong room\)/)
  await expect(page.getByTestId('phase')).toHaveText('BASELINE')
  await expect(page.getByTestId('session-clock')).not.toContainText(/T0 \+|0:00:\d\d/)
  await page.keyboard.press('Escape')

  // Given anew, with the time at which that was.
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await page.keyboard.press('0')
  await doses.getByLabel('Given, minutes ago from now').fill('2')
  await doses.getByLabel('Reason').first().fill('watch read again')
  await doses.getByRole('button', { name: 'Correct the dose' }).click()
  await expect(given).toContainText(/before: .*28 mg; corrected by Demo nurse \(watch read again\)/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const events = page.getByTestId('event-list')
  await expect(events).toContainText(
    'Dose withdrawn: 28 mg esketamine by Demo nurse (pressed in the wrong room); there is no T0 any more',
  )
  await expect(events).toContainText(/Dose corrected: .* min earlier by Demo nurse .*; T0 is .* min earlier/)
  await expect(page.getByTestId('session-clock')).toContainText(/T0 \+ 0:(0[2-9]|[1-5]\d):/)

  const report = await readReport(page)
  const [first] = report.split('\f')
  expect(first?.replaceAll(/\s+/g, ' ')).toMatch(
    /Doses put right .*Dose withdrawn: 28 mg esketamine by Demo nurse .*; there is no T0 any more/,
  )
  expect(report).toContain('Doses withdrawn and corrected')
  expect(report).toContain('WITHDRAWN')
})

test('a skeleton is chosen for no session; a director completes a copy of it', async ({
  vigil: { page },
}) => {
  await firstRun(page)
  await become(page, 'Dr D', 'Medical director')
  await page.keyboard.press('n')
  const session = page.getByRole('dialog', { name: 'New session' })
  await expect(session.getByLabel('Preset')).not.toContainText('subcutaneous')
  await page.keyboard.press('Escape')

  await page.keyboard.press('z')
  await page
    .getByRole('navigation', { name: 'All presets' })
    .getByRole('button', { name: /Esketamine subcutaneous/ })
    .click()
  const shown = page.getByTestId('preset')
  await expect(shown).toHaveAttribute('data-state', 'skeleton')
  await expect(page.getByTestId('preset-figures')).toContainText('doi 10.1177/0269881120922955')
  await expectAccessible(page)
  await shown.getByRole('button', { name: 'Copy' }).click()
  const copy = page.getByRole('dialog', { name: 'Copy preset' })
  await copy.getByLabel('Name of the copy').fill('Under the skin')
  await copy.getByRole('button', { name: 'Make the copy' }).click()
  await expect(shown).toHaveAttribute('data-state', 'draft')

  await shown.getByRole('button', { name: 'Change' }).click()
  const edit = page.getByRole('dialog', { name: 'Change preset' })
  await edit.getByLabel('Dose (mg/kg)').fill('0.75')
  const ticks = edit.getByRole('group', { name: 'Settled by the medical director' }).getByRole('checkbox')
  for (const tick of await ticks.all()) await tick.check()
  await expectAccessible(page)
  await edit.getByLabel('Why (the source of what is changed)').fill('our protocol')
  await edit.getByRole('button', { name: 'Save draft' }).click()
  const differs = page.getByTestId('preset-differs')
  await expect(differs.getByRole('row', { name: /^Dose/ })).toContainText('0.75 mg/kg')
  await expect(differs.getByRole('row', { name: /For the medical director to complete/ })).toContainText(
    'none',
  )
})
