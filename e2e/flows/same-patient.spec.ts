import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { readLayout } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import {
  alarm,
  expectAccessible,
  figure,
  firstRun,
  leaveFor,
  pressOutside,
  saveReport,
  startSimulated,
} from './steps.ts'

/* Whose patient it is, and for how long nobody watched: a computer that was off, the next patient, and a second room. */

const banner = (page: Page) => page.getByTestId('same-patient')
const clock = (page: Page) => page.getByTestId('session-clock')

/** Half a minute into dosing the computer is switched off, and forty minutes later on again. */
async function comeBack(vigil: {
  readonly page: Page
  readonly dataDir: string
  crash(meanwhile: () => void): Promise<Page>
}): Promise<Page> {
  await startSimulated(vigil.page)
  await expect(figure(vigil.page, 'spo2')).toBeVisible()
  await vigil.page.keyboard.press('d')
  await expect(vigil.page.getByTestId('phase')).toHaveText('DOSING')
  await expect(clock(vigil.page)).toContainText(/T0 \+ 0:00:0[2-9]/)
  const page = await vigil.crash(() => leaveFor(vigil.dataDir, 40))
  await page.keyboard.press('1')
  await expect(banner(page)).toContainText('Not monitored for more than half an hour')
  return page
}

test('the next patient is not taken for the former one', async ({ vigil }) => {
  const page = await comeBack(vigil)
  await expect(page.getByTestId('patient-badge')).toHaveText('patient not confirmed')
  await expect(clock(page)).toContainText('unconfirmed')

  // What is measured is shown, and alarms.
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill('186')
  await manual.getByLabel('Diastolic').fill('112')
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await expect(page.getByTestId('tile-bp')).toContainText('186/112')

  await banner(page).getByRole('button', { name: 'Answer' }).click()
  const sheet = page.getByRole('dialog', { name: 'Same patient?' })
  await expectAccessible(page)
  await sheet.getByLabel('Record number').fill('SIM-002')
  await sheet.getByLabel('Birth year').fill('1980')
  await sheet.getByRole('button', { name: 'Compare: same patient' }).click()
  await expect(sheet.getByRole('alert')).toContainText('not those of this session')
  await sheet.getByLabel('Reason').fill('the next patient sits here')
  await sheet.getByRole('button', { name: 'Not the same patient: close the session' }).click()
  await expect(sheet).toBeHidden()
  await expect(page.getByText('closed where the patient was last known')).toBeVisible()
  await expect(page.getByText('ends with another patient’s values')).toBeVisible()

  await page.keyboard.press('e')
  const report = page.getByRole('dialog', { name: 'Report' })
  await report.getByRole('button', { name: 'Make report' }).click()
  const path = await saveReport(page, report)
  const text = readLayout(readFileSync(path))
  const [first = ''] = text.split('\f')
  expect(first).toContain('NOT THIS PATIENT')
  expect(first).not.toMatch(/Highest systolic 186/)
  // As it is wrapped in its cell; past midnight the time of its row, with a date, has a second line between.
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(/186\/112.{0,300}not (\d\d:\d\d:\d\d )?this patient/)
  expect(text).toContain('the next patient sits here')
})

test('the same patient is confirmed, and then how long it was', async ({ vigil }) => {
  const page = await comeBack(vigil)
  await banner(page).getByRole('button', { name: 'Answer' }).click()
  const sheet = page.getByRole('dialog', { name: 'Same patient?' })
  await sheet.getByLabel('Record number').fill('SIM-001')
  await sheet.getByLabel('Birth year').fill('1980')
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(page.getByTestId('patient-badge')).toBeHidden()

  // The computer's own clock says forty minutes; somebody has looked at a watch.
  const gap = page.getByRole('form', { name: 'Confirm' })
  await expect(gap).toContainText('by the computer’s clock, which may be wrong')
  await expectAccessible(page)
  await expect(gap.getByLabel('Minutes')).toHaveValue('40')
  await expect(clock(page)).toContainText('unconfirmed')
  await gap.getByLabel('Minutes').fill('25')
  await gap.getByRole('button', { name: 'Confirm' }).click()
  await expect(gap).toBeHidden()
  await expect(clock(page)).not.toContainText('unconfirmed')
  await expect(clock(page)).toContainText(/T0 \+ 0:2[5-9]:/)
  await expect(page.getByTestId('event-list')).toContainText('it lasted 25 min')

  // It was mistyped: what was said stays in sight, and a length that is far off is looked at again.
  await pressOutside(page, '0')
  const doses = page.getByRole('dialog', { name: 'Doses and weight' })
  const said = doses.getByTestId('gaps-said')
  await expect(said).toContainText('for 25 min')
  await said.getByLabel('How long it really was (min)').fill('4')
  await said.getByLabel('Reason').fill('mistyped')
  await expect(said.getByTestId('gap-second-look')).toContainText('the computer’s clock says 40 min')
  await expectAccessible(page)
  await said.getByRole('button', { name: 'Correct the length' }).click()
  await expect(said.getByLabel(/4 min is right/)).toBeFocused()
  await said.getByLabel('How long it really was (min)').fill('26')
  await expect(said.getByTestId('gap-second-look')).toBeHidden()
  await said.getByRole('button', { name: 'Correct the length' }).click()
  await expect(said).toContainText('for 26 min')
  await expect(said).toContainText('before: 25 min; corrected by')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('event-list')).toContainText(
    'Length of the gap corrected: 26 min, not 25 min',
  )
})

test('a patient who is in one room is moved, not doubled', async ({ vigil: { page } }) => {
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('n')
  const fill = async (recordId: string) => {
    const sheet = page.getByRole('dialog', { name: 'New session' })
    await sheet.getByLabel('Initials').fill('A.B.')
    await sheet.getByLabel('Birth year').fill('1975')
    await sheet.getByLabel('Record number').fill(recordId)
    return sheet
  }
  const first = await fill('4711')
  await first.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByTestId('phase')).toHaveText('PREP')
  await pressOutside(page, 'r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill('186')
  await manual.getByLabel('Diastolic').fill('98')
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(page.getByTestId('tile-bp')).toContainText('186/98')

  await pressOutside(page, 'g')
  await page.getByRole('button', { name: 'Add a room' }).click()
  const newRoom = page.getByRole('dialog', { name: 'New room' })
  await newRoom.getByLabel('Name of the room').fill('Room 2')
  await newRoom.getByRole('button', { name: 'Add room' }).click()
  await pressOutside(page, 'n')
  const second = await fill('4711')
  await expect(second.getByText('has an open session in Room 1. One patient is in one room.')).toBeVisible()
  await expectAccessible(page)
  // The core refuses it by itself too.
  await second.getByRole('button', { name: 'Start session' }).click()
  await expect(second.getByRole('alert')).toContainText('move that session to Room 2, or close it first')
  await second.getByRole('button', { name: 'Move that session to Room 2' }).click()

  await expect(page.getByRole('banner').getByRole('button', { name: /^Room 2/ })).toBeVisible()
  await expect(page.getByTestId('tile-bp')).toContainText('186/98')
  await expect(page.getByTestId('event-list')).toContainText('Moved from Room 1 to Room 2 by Ada')

  // And back, by the way of the hand-over.
  await page.keyboard.press('h')
  await page
    .getByRole('dialog', { name: 'Hand over' })
    .getByRole('button', { name: 'Move to another room' })
    .click()
  const move = page.getByRole('dialog', { name: 'Move to another room' })
  await expectAccessible(page)
  await move.getByRole('button', { name: 'Move the session' }).click()
  await expect(page.getByTestId('event-list')).toContainText('Moved from Room 2 to Room 1 by Ada')
  await expect(page.getByTestId('tile-bp')).toContainText('186/98')
})
