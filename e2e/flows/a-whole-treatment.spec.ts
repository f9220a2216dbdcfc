import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Page } from 'playwright/test'
import { readLayout, squeeze } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import {
  acknowledge,
  answerChecklist,
  expectAccessible,
  makeReport,
  prepare,
  recordPressure,
  startSimulated,
} from './steps.ts'

/*
 * A whole treatment at 60x, as the people of a clinic play it: a nurse prepares, doses and marks; a prescriber lets pass what
 * stands against dosing; a clinician acknowledges and signs; staff export. Files begin by their names: the longest one comes first, so that
 * none of the others waits for it at the end.
 */

const nurse = 'Demo nurse'
const prescriber = 'Dr Lindqvist'
const clinician = 'Dr Osei'
const staff = 'Mx Staff'

async function takeTurn(page: Page, name: string, role: string): Promise<void> {
  await page.keyboard.press('Escape')
  await become(page, name, role)
}

async function rate(page: Page, scale: string, answers: readonly RegExp[]): Promise<void> {
  await page.keyboard.press('f')
  const sheet = page.getByRole('dialog', { name: 'Rate the patient' })
  await sheet.getByLabel('Scale').selectOption(scale)
  const items = sheet.locator('.scale-items').getByRole('radiogroup')
  await expect(items).toHaveCount(answers.length)
  for (const [index, answer] of answers.entries())
    await items.nth(index).getByRole('radio', { name: answer }).press('Space')
  await sheet.getByRole('button', { name: 'Record rating' }).click()
  await expect(sheet).toBeHidden()
}

async function takeDevice(page: Page, number: number): Promise<void> {
  await expect(page.getByTestId('due-list')).toContainText(`Device ${number} now`)
  await page.keyboard.press('d')
  const dose = page.getByRole('dialog', { name: 'Dose' })
  await dose.getByRole('button', { name: `Record device ${number} now` }).click()
  await expect(page.getByTestId('event-list')).toContainText(`Device ${number}: 28 mg`)
}

test('three people and a prescriber play a whole Spravato session', async ({ vigil: { page }, host }) => {
  test.skip(host !== 'browser', 'two hours at 60x are two minutes: once is enough')
  await startSimulated(page, { scenario: 'quiet-session', speed: '60' })

  // The patient has eaten: the gate closes, and a prescriber decides.
  await prepare(page)
  await page.keyboard.press('k')
  const gate = page.getByRole('dialog', { name: 'Before dosing' })
  await gate.getByRole('radiogroup', { name: /food/i }).getByRole('radio', { name: 'yes' }).press('Space')
  await gate.getByLabel('What speaks against dosing').fill('half a sandwich an hour ago')
  await gate.getByRole('button', { name: 'Record answers' }).click()
  await expect(gate.locator('[data-finding="checklistFailed"]')).toHaveAttribute('data-state', 'open')
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()
  await takeTurn(page, prescriber, 'Prescriber')
  await page.keyboard.press('k')
  await gate.getByLabel('Reason').fill('little, and no reflux: go on')
  await gate.getByRole('button', { name: 'Let pass as prescriber' }).click()
  await expect(gate.getByText(/^Let pass by Dr Lindqvist/).first()).toBeVisible()

  await takeTurn(page, nurse, 'Nurse')
  await page.keyboard.press('d')
  await expect(page.getByTestId('phase')).toHaveText('DOSING')
  await takeDevice(page, 2)
  await takeDevice(page, 3)
  await expect(page.getByTestId('phase')).toHaveText('OBSERVATION')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Mark' }).getByRole('button', { name: 'Nausea' }).click()
  await page.keyboard.press('Escape')
  await rate(page, 'MOAA/S', [/^4 /])
  await rate(page, 'Dissociation', [/^2 /])

  await recordPressure(page, '190', '100')
  await expect(page.getByTestId('event-list')).toContainText(/HIGH.*Systolic high 190|Systolic high.*190/)
  await takeTurn(page, clinician, 'Clinician')
  await acknowledge(page)
  await expect(page.getByTestId('event-list')).toContainText(`by ${clinician}`)

  // Two hours after the last device: what stands between the patient and the door is answered one by one.
  await takeTurn(page, nurse, 'Nurse')
  await expect(page.getByTestId('phase')).toHaveText('DISCHARGE ASSESSMENT', { timeout: 200_000 })
  await rate(
    page,
    'Modified Aldrete',
    Array.from({ length: 5 }, () => /^2 /),
  )
  await rate(
    page,
    'Modified PADSS',
    Array.from({ length: 5 }, () => /^2 /),
  )
  await page.keyboard.press('k')
  const list = page.getByRole('dialog', { name: 'Discharge checklist' })
  await answerChecklist(list)
  await expect(list.getByRole('listitem').filter({ hasText: 'Minimum observation' })).toHaveAttribute(
    'data-state',
    'passed',
    {
      timeout: 60_000,
    },
  )
  await expectAccessible(page)

  // A hand that moves draws the sensor's figures down: the prescriber has seen it.
  const oxygen = list.getByRole('listitem').filter({ hasText: 'D4' })
  await expect(oxygen).toHaveAttribute('data-state', 'open')
  await takeTurn(page, prescriber, 'Prescriber')
  await page.keyboard.press('k')
  // At this speed the HIGH has called again after three seconds, if the cuff has not ended it before.
  const alarms = list.getByRole('listitem').filter({ hasText: 'D8' })
  if ((await alarms.getAttribute('data-state')) === 'open') {
    await acknowledge(page)
    await page.keyboard.press('k')
  }
  await list.getByRole('button', { name: 'Override D4', exact: true }).click()
  await list.getByLabel('Reason').fill('hand moving; 97 % at rest')
  await list.getByRole('button', { name: 'Override as prescriber' }).click()
  await expect(oxygen).toHaveAttribute('data-state', 'overridden')

  // The last ratings are those of the last quarter of an hour: at this speed, of the last 15 s.
  await takeTurn(page, nurse, 'Nurse')
  await rate(page, 'MOAA/S', [/^5 /])
  await rate(page, 'Dissociation', [/^0 /])
  await page.keyboard.press('k')
  await expect(list.getByText('Nothing is open: the session can be closed.')).toBeVisible()
  await page.keyboard.press('x')
  const close = page.getByRole('dialog', { name: 'Close session' })
  await close.getByRole('button', { name: 'Close session now' }).click()
  await expect(close).toBeHidden()

  await takeTurn(page, clinician, 'Clinician')
  await page.getByRole('button', { name: 'Signatures' }).click()
  const sign = page.getByRole('dialog', { name: 'Signatures and amendments' })
  await sign.getByRole('button', { name: 'Sign as this person' }).click()
  await expect(sign.getByText('This session is signed.')).toBeVisible()

  await takeTurn(page, staff, 'Staff')
  await page.keyboard.press('e')
  const pdf = await makeReport(page, 'PDF')
  const words = squeeze(readLayout(readFileSync(pdf)))
  for (const said of [
    'SIMULATED',
    'half a sandwich an hour ago',
    prescriber,
    `${clinician} after`,
    'Nausea',
    'Sister',
    'hand moving; 97 % at rest',
    '84 mg esketamine',
  ])
    expect(words).toContain(said)
  const fhir = JSON.parse(readFileSync(await makeReport(page, 'FHIR'), 'utf8'))
  expect(fhir).toMatchObject({ resourceType: 'Bundle', type: 'document' })
  const csv = await makeReport(page, 'CSV')
  expect(readFileSync(csv, 'utf8').split('\r\n').length).toBeGreaterThan(7000)
  expect(basename(csv)).not.toMatch(/SIM-001/)
})
