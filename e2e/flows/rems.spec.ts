import { readFileSync } from 'node:fs'
import { readInfo, readLayout } from '../../electron/export/testing/read-pdf.ts'
import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import { expectAccessible, saveReport, startSimulated } from './steps.ts'

test('the REMS field sheet is answered, and printed with the clinic on Letter; pseudonymised it names nobody', async ({
  vigil: { page },
}) => {
  await startSimulated(page, { speed: '10' })
  await expect(page.getByTestId('tile-bp').locator('[data-value]')).toBeVisible()

  await page.keyboard.press('q')
  const sheet = page.getByRole('dialog', { name: 'REMS field sheet' })
  await sheet.getByRole('radiogroup', { name: 'Enrolled in the REMS?' }).getByText('yes').click()
  await sheet
    .getByRole('radiogroup', { name: 'Concomitant: opioids' })
    .getByText('no', { exact: true })
    .click()
  await sheet.getByLabel('Monitoring provider: name').fill('Prof. Innes')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Record answers' }).click()
  await expect(page.getByTestId('event-list')).toContainText('REMS field sheet: 3 answers')
  await expect(sheet.getByText('Answered by Demo nurse').first()).toBeVisible()

  await sheet.getByRole('button', { name: 'Clinic and provider …' }).click()
  const clinic = page.getByRole('dialog', { name: 'Clinic and provider' })
  await clinic.getByLabel('Name of the clinic').fill('North Clinic')
  await expectAccessible(page)
  await clinic.getByRole('button', { name: 'Save' }).click()
  await expect(clinic.getByRole('alert')).toContainText('for simulated rooms only')
  await page.keyboard.press('Escape')

  // Only who answers for the clinic may say who it is.
  await become(page, 'Ann Ekeland', 'Administrator')
  await page.keyboard.press('e')
  const report = page.getByRole('dialog', { name: 'Report' })
  await report.getByRole('button', { name: 'Clinic and provider …' }).click()
  await clinic.getByLabel('Name of the clinic').fill('North Clinic')
  await clinic.getByLabel('Address').fill('1 Fjord Street')
  await clinic.getByRole('button', { name: 'Save' }).click()
  await expect(clinic).toBeHidden()

  await page.keyboard.press('e')
  await expect(report.getByRole('radio', { name: 'Letter' })).toBeVisible()
  await report.getByText('Letter', { exact: true }).click()
  await expectAccessible(page)
  const make = async (extension: string) => {
    await report.getByRole('button', { name: 'Make report' }).click()
    const path = await saveReport(page, report)
    expect(path).toContain(extension)
    return path
  }
  const path = await make('.pdf')
  const pdf = readFileSync(path)
  const text = readLayout(pdf)
  expect(text).toContain('North Clinic, 1 Fjord Street')
  expect(text).toContain('REMS patient monitoring: field sheet')
  expect(text).toMatch(/Enrolled in the REMS\?.*yes.*Demo nurse/)
  expect(text).toContain('Prof. Innes')
  expect(readInfo(pdf)).toMatch(/612 x 792 pts \(letter\)/)

  await report.getByLabel('Pseudonymised').check()
  const hidden = readLayout(readFileSync(await make('-pseudonymised.pdf')))
  expect(hidden).toContain('PSEUDONYMISED')
  for (const word of ['North Clinic', 'Fjord', 'Demo nurse', 'Ekeland', 'Innes', 'SIM-001'])
    expect(hidden).not.toContain(word)
})
