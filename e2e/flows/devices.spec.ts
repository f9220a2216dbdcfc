import { expect, test } from '../vigil.ts'
import { become } from './people.ts'
import { expectAccessible, figure, firstRun, leaveRecording, startSimulated } from './steps.ts'

test('the device page shows the bytes of a line, captures it, and the capture is replayed', {
  tag: '@shell',
}, async ({ vigil }) => {
  const { page } = vigil
  await startSimulated(page, { scenario: 'desaturation', speed: '60' })
  await page.keyboard.press('v')
  const row = page.getByRole('row', { name: /nonin-df2/ })
  await row.getByRole('button', { name: 'Details' }).click()
  const bytes = page.getByRole('log', { name: 'Bytes on the line' })
  await expect(bytes).toContainText('SpO2')
  await page.getByRole('button', { name: 'Begin raw capture' }).click()
  await expect(page.getByText(/\.vcap, \d+ kB/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'End raw capture' }).click()
  const captures = page.getByRole('listitem').filter({ hasText: 'Simulated' })
  await expect(captures).toHaveCount(1)

  const download = page.waitForEvent('download')
  await captures.getByRole('button', { name: 'Save file' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.vcap$/)

  // The one room is taken by the simulated session: a replay needs another.
  await captures.getByRole('button', { name: 'Replay' }).click()
  await expect(page.getByText('a replay needs a free room')).toBeVisible()
})

test('a port that is not there is said so, in one sentence, when it is to be identified', async ({
  vigil,
}) => {
  const { page } = vigil
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('v')
  await page.getByLabel('Port', { exact: true }).fill('/dev/ttyVIGIL9')
  await page.getByRole('button', { name: 'Find out which monitor it is' }).click()
  await expect(page.getByText('The port /dev/ttyVIGIL9 is not there')).toBeVisible()
  await expectAccessible(page)
})

test('a monitor that is set to another speed is added at that speed', async ({ vigil }) => {
  const { page } = vigil
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('v')
  const form = page.getByRole('form', { name: 'Add a device' })
  await form.getByRole('button', { name: 'Add device' }).click()
  const port = form.getByLabel('Port', { exact: true })
  await expect(port).toBeFocused()
  await expect(port).toHaveAccessibleErrorMessage('Choose a port, or write where the monitor is reached.')
  await port.fill('/dev/ttyVIGIL9')
  await expect(form.getByLabel('Speed of the line')).toBeHidden()
  await form.getByLabel('Monitor', { exact: true }).selectOption('nellcor-ascii')
  await form.getByLabel('Speed of the line').selectOption('19200')
  await form.getByRole('button', { name: 'Add device' }).click()
  const row = page.getByRole('row', { name: /nellcor-ascii/ })
  await expect(row).toContainText('The port /dev/ttyVIGIL9 is not there')
  await row.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByText('Line 19200 8N1')).toBeVisible()
  await expectAccessible(page)
})

test('a sender of HL7 is waited for at one address, and nothing else may call', async ({ vigil }) => {
  const { page } = vigil
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('v')
  const form = page.getByRole('form', { name: 'Add a device' })
  const port = form.getByLabel('Port', { exact: true })
  const monitor = form.getByLabel('Monitor', { exact: true })
  const add = form.getByRole('button', { name: 'Add device' })

  await monitor.selectOption('hl7-oru')
  await expect(form.getByText('One sender is one patient')).toBeVisible()
  await expect(form.getByText('leave the demonstration mode')).toBeVisible()
  await expect(form.getByLabel('Speed of the line')).toBeHidden()
  await port.fill('/dev/ttyVIGIL9')
  await add.click()
  await expect(form.getByText('comes over the network')).toBeVisible()
  await port.fill('tcp-listen://0.0.0.0:2575')
  await add.click()
  await expect(form.getByText('would wait at every address of this computer')).toBeVisible()
  await monitor.selectOption('nonin-df2')
  await port.fill('tcp-listen://127.0.0.1:27575')
  await add.click()
  await expect(form.getByText('cannot call Vigil')).toBeVisible()

  await monitor.selectOption('hl7-oru')
  await add.click()
  const row = page.getByRole('row', { name: /hl7-oru/ })
  await expect(row).toContainText('Nothing has come to tcp-listen://127.0.0.1:27575', { timeout: 60_000 })
  await row.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByText('If nothing fits').last()).toBeVisible()
  await expectAccessible(page)
})

test('a recording of a GE S/5 shows its end-tidal CO2 and respiration beside the large figures', async ({
  vigil: { page, dataDir },
}) => {
  leaveRecording(dataDir)
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('v')
  const replay = page
    .getByRole('listitem')
    .filter({ hasText: 'GE S/5' })
    .getByRole('button', { name: 'Replay' })
  await replay.click()
  for (const vital of ['etco2', 'respRate', 'heartRate'])
    await expect(page.getByTestId(`small-${vital}`).locator('[data-value]')).toHaveAttribute(
      'data-value',
      /^\d+$/,
    )
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', /^9\d$/)
  await expect(page.getByTestId('small-respRate')).toContainText('/min')
  await expectAccessible(page)
})
