import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { become } from './flows/people.ts'
import {
  alarm,
  closeSession,
  firstRun,
  leaveFor,
  leaveRecording,
  lock,
  openInfusion,
  recordEarlier,
  recordPressure,
  startSimulated,
} from './flows/steps.ts'
import { startBrowserHost } from './hosts/browser.ts'
import { root } from './hosts/processes.ts'
import { takePeople } from './screens-people.ts'

/* `npm run screens`: pictures of every screen for the documentation, in the two sizes that are looked at. */

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const sheets = {
  a: 'acknowledge',
  d: 'dose',
  n: 'mark',
  m: 'medicine',
  o: 'oxygen',
  r: 'manual',
  u: 'signals',
  w: 'cuff',
  l: 'limits',
  y: 'history',
  e: 'report',
  x: 'close',
  q: 'rems',
  '+': 'alarms',
  '?': 'keys',
} as const

const folder = join(root, 'docs', 'screens')
mkdirSync(folder, { recursive: true })

for (const size of sizes) {
  const take = (page: Page, name: string) =>
    page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}.png`), animations: 'allow' })
  const run = async (play: (page: Page, dataDir: string) => Promise<void>) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-screens-'))
    const host = await startBrowserHost({ dataDir, say: () => {} })
    await host.page.setViewportSize(size)
    // Machines are noisy: what never comes fails late.
    host.page.setDefaultTimeout(120_000)
    try {
      await play(host.page, dataDir)
    } finally {
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }

  await run(async page => {
    await firstRun(page)
    await take(page, 'first-run')
    await page.getByRole('button', { name: 'Just simulate' }).click()
    await take(page, 'simulate')
    await page.keyboard.press('Escape')
    // A quiet session, half an hour in: what a nurse sees most of the time.
    await startSimulated(page, { scenario: 'quiet-session', speed: '60' })
    await page.waitForTimeout(1500)
    await page.keyboard.press('d')
    for (let device = 2; device <= 3; device++) {
      await page.waitForTimeout(5300)
      await page.keyboard.press('d')
      await page.getByRole('button', { name: `Record device ${device} now` }).click()
    }
    await page.getByRole('radio', { name: '1 h' }).click()
    await page.waitForTimeout(18_000)
    await take(page, 'room')
    await page.keyboard.press('v')
    await page.waitForTimeout(500)
    await take(page, 'devices')
    await page.keyboard.press('z')
    await page.waitForTimeout(500)
    await take(page, 'presets')
    await page.keyboard.press('k')
    await page.waitForTimeout(500)
    await take(page, 'words-of-the-clinic')
    await page.keyboard.press('g')
    await page.waitForTimeout(500)
    await take(page, 'rooms')
    await page.getByRole('button', { name: 'Backups and keys' }).click()
    // Where this computer's own data folder lies is nothing for a picture.
    await page
      .locator('code')
      .first()
      .evaluate(element => {
        element.textContent = '…/backups'
      })
    await take(page, 'backups-and-keys')
  })

  await run(async page => {
    // A HIGH, and a reading of eight minutes before that leaves it alone.
    await startSimulated(page, { scenario: 'hypertensive-peak', speed: '30' })
    await page.keyboard.press('d')
    await alarm(page, 'systolic-high')
      .and(page.locator('[data-priority="high"]'))
      .waitFor({ timeout: 120_000 })
    await recordEarlier(page, '124', '78', '8')
    await page.getByTestId('event-list').getByText('entered late').first().waitFor()
    await take(page, 'late-entry')
  })

  await run(async (page, dataDir) => {
    // A public recording of a real monitor, with what it tells beside the large figures.
    leaveRecording(dataDir)
    await become(page, 'Ada', 'Nurse')
    await page.keyboard.press('v')
    await page.getByLabel('Speed of a replay').selectOption('20')
    await page.getByRole('button', { name: 'Replay' }).click()
    await page.getByTestId('small-etco2').locator('[data-value]').waitFor()
    await page.waitForTimeout(12_000)
    await take(page, 'recording-of-a-monitor')
  })

  await run(async page => {
    // A monitor that tells all vital signs: four small tiles, one of them alarming, on every page.
    await startSimulated(page, { scenario: 'slow-breathing', speed: '10' })
    await page.keyboard.press('d')
    await page.getByTestId('small-etco2').locator('[data-value]:not([data-value=""])').waitFor()
    await page.getByTestId('tile-bp').locator('[data-value]:not([data-value=""])').waitFor()
    await page.waitForTimeout(3000)
    await take(page, 'vitals-room')
    await alarm(page, 'resp-low').waitFor({ timeout: 120_000 })
    await page.waitForTimeout(1000)
    await take(page, 'vitals-alarm')
    await page.keyboard.press('n')
    await page.getByRole('dialog').waitFor()
    await take(page, 'vitals-sheet')
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    await page.keyboard.press('g')
    await page.getByTestId('room-small-respRate').waitFor()
    await take(page, 'vitals-rooms')
    await page.keyboard.press('1')
    await page.waitForTimeout(30_000)
    await closeSession(page)
    await page.getByTestId('review-statistics').waitFor()
    await take(page, 'vitals-review')
    await page.getByRole('radio', { name: 'Trend' }).click()
    await page.getByTestId('review-trend').waitFor()
    await take(page, 'vitals-trend')
  })

  await run(async page => {
    // Ten times the planned dose, before anything is given.
    await openInfusion(page, '70')
    await page.keyboard.press('d')
    const dose = page.getByRole('dialog', { name: 'Dose' })
    await dose.getByTestId('dose-plan').waitFor()
    await take(page, 'dose-planned')
    await dose.getByLabel('Dose (mg)').fill('350')
    await dose.getByLabel('Reason for this dose').fill('as always')
    await dose.getByRole('button', { name: 'Start dosing now' }).click()
    await dose.getByRole('alert').waitFor()
    await take(page, 'dose-tenfold')
  })

  await run(async page => {
    // A weight in pounds, typed as kilograms, of a patient who weighed 70 kg.
    await startSimulated(page, { scenario: 'quiet-session', speed: '10' })
    await page.getByTestId('tile-bp').locator('[data-value]').waitFor({ timeout: 90_000 })
    await page.keyboard.press('d')
    await page.keyboard.press('0')
    const doses = page.getByRole('dialog', { name: 'Doses and weight' })
    await doses.getByLabel('Weight', { exact: true }).fill('154')
    await doses.getByRole('status').scrollIntoViewIfNeeded()
    await take(page, 'weight-in-pounds')
    // A dose that was pressed in the wrong room, given anew and put right.
    await doses.getByLabel('Reason').first().fill('pressed in the wrong room')
    await doses.getByRole('button', { name: 'Withdraw the dose' }).click()
    await doses.getByTestId('doses-given').locator('s').waitFor()
    await doses.getByTestId('doses-given').scrollIntoViewIfNeeded()
    await take(page, 'dose-withdrawn')
  })

  await run(async page => {
    // One cuff reading that breaches four limits, and nobody who answers.
    await startSimulated(page, { scenario: 'quiet-session', speed: '1' })
    await page
      .getByTestId('event-list')
      .getByText(/BP \d+\/\d+/)
      .first()
      .waitFor({ timeout: 90_000 })
    await page.keyboard.press('d')
    await page.waitForTimeout(500)
    await recordPressure(page, '200', '118')
    await page.waitForTimeout(1000)
    await take(page, 'one-reading')
    await page.getByTestId('escalation').waitFor({ timeout: 60_000 })
    await take(page, 'one-reading-unanswered')
  })

  await run(async page => {
    await startSimulated(page, { scenario: 'desaturation', speed: '5' })
    await page.getByRole('button', { name: 'Start dosing' }).click()
    await alarm(page, 'spo2-low').waitFor({ timeout: 30_000 })
    await page.waitForTimeout(1000)
    await take(page, 'alarm')
    for (const [key, name] of Object.entries(sheets)) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      await take(page, `sheet-${name}`)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    await take(page, 'acknowledged')
    await lock(page)
    await page.waitForTimeout(500)
    await take(page, 'locked')
    await page.keyboard.press('n')
    await page.getByRole('dialog').waitFor()
    await take(page, 'sheet-unlock')
  })
  // The computer was off for forty minutes: is it still this patient, and how long was it?
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-screens-'))
  const before = await startBrowserHost({ dataDir, say: () => {} })
  await startSimulated(before.page, { scenario: 'quiet-session' })
  await before.page.keyboard.press('d')
  await before.page.waitForTimeout(3000)
  await before.kill()
  leaveFor(dataDir, 40)
  const after = await startBrowserHost({ dataDir, say: () => {} })
  await after.page.setViewportSize(size)
  await after.page.keyboard.press('1')
  await after.page.getByTestId('same-patient').waitFor()
  await after.page.waitForTimeout(3000)
  await take(after.page, 'same-patient')
  await after.page.getByRole('button', { name: 'Answer' }).click()
  await after.page.getByRole('dialog').waitFor()
  await take(after.page, 'sheet-same-patient')
  await after.page.getByLabel('Record number').fill('SIM-001')
  await after.page.getByLabel('Birth year').fill('1980')
  await after.page.keyboard.press('Enter')
  await after.page.getByRole('form', { name: 'Confirm' }).waitFor()
  await take(after.page, 'gap-length')
  await after.close()
  rmSync(dataDir, { recursive: true, force: true })

  await run(page => takePeople(page, name => take(page, name)))

  // A second room for the same patient.
  await run(async page => {
    await become(page, 'Ada', 'Nurse')
    for (const again of [false, true]) {
      if (again) {
        await page.keyboard.press('g')
        await page.getByRole('button', { name: 'Add a room' }).click()
        await page.getByLabel('Name of the room').fill('Room 2')
        await page.getByRole('button', { name: 'Add room' }).click()
      }
      await page.keyboard.press('n')
      await page.getByLabel('Initials').fill('A.B.')
      await page.getByLabel('Birth year').fill('1975')
      await page.getByLabel('Record number').fill('4711')
      if (again) await take(page, 'sheet-one-room')
      else {
        await page.getByRole('button', { name: 'Start session' }).click()
        await page.getByTestId('phase').waitFor()
      }
    }
    await page.getByRole('button', { name: 'Move that session to Room 2' }).click()
    await page.getByText('Moved from Room 1 to Room 2').waitFor()
    await take(page, 'moved')
  })
}
