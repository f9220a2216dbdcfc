import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { writeHeader, writeRecord } from '../../electron/ports/capture/format.ts'
import { captureFolder } from '../../electron/ports/capture/library.ts'
import { openRaw } from '../../electron/store/testing/raw.ts'
import { root } from '../hosts/processes.ts'
import { become } from './people.ts'

/* What people do, in the words of the screen. */

export interface Simulated {
  readonly scenario?: string
  readonly speed?: '1' | '5' | '10' | '30' | '60'
}

/** The first-run way: three choices, a prefilled sheet, a session. Three clicks at the most. */
export async function startSimulated(page: Page, { scenario, speed }: Simulated = {}): Promise<void> {
  const clicks = await countClicks(page)
  await page.getByRole('button', { name: /^(Just simulate|Simulated monitor)$/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Simulated monitor' })
  if (scenario) await sheet.getByLabel('Scenario').selectOption(scenario)
  if (speed) await sheet.getByLabel('Speed').selectOption(speed)
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByTestId('sim-badge')).toBeVisible()
  expect(await clicks()).toBeGreaterThan(0)
  expect(await clicks()).toBeLessThanOrEqual(3)
}

/**
 * A session in which SpO2 has alarmed HIGH since T0. It does so for well over a minute, at the speed of a patient: faster it is over
 * before a busy machine has drawn another window.
 */
export async function startDesaturation(page: Page): Promise<void> {
  await startSimulated(page, { scenario: 'desaturation' })
  await page.getByRole('button', { name: 'Start dosing' }).click()
  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-priority', 'high', { timeout: 90_000 })
}

/** Real clicks in this page from now on, as the page itself hears them. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const isCounting = document.documentElement.dataset['clicks'] !== undefined
    document.documentElement.dataset['clicks'] = '0'
    if (isCounting) return
    document.addEventListener(
      'click',
      ({ isTrusted }) => {
        const { dataset } = document.documentElement
        if (isTrusted) dataset['clicks'] = String(Number(dataset['clicks']) + 1)
      },
      true,
    )
  })
  return async () => Number(await page.locator('html').getAttribute('data-clicks'))
}

/** A new installation stands there, with its three ways to begin. */
export async function firstRun(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Just simulate' })).toBeVisible()
}

/** The big figure of a tile. */
export function figure(page: Page, tile: 'spo2' | 'pulse' | 'bp') {
  return page.getByTestId(`tile-${tile}`).locator('[data-value]')
}

/**
 * The line of an alarm, and of two the one that comes first: HIGH falls to MEDIUM on its way out, and then what is latched and
 * what goes on stand beside each other for a moment; what waits for an answer comes before what has one.
 */
export function alarm(page: Page, id: string) {
  return page.getByTestId('alarm-bar').locator(`[data-alarm="${id}"]`).first()
}

/** By the keyboard: one letter and Enter; and Enter again, where an alarm has risen meanwhile and has to be looked at again. */
export async function acknowledge(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Acknowledge' })
  await page.keyboard.press('a')
  await expect(sheet).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(sheet).toBeHidden({ timeout: 2000 })
  }).toPass()
}

/**
 * A key of the page itself, once the sheet before has closed: that closes at its answer, which may come after what it did is
 * seen, and until then a letter is typed into it.
 */
export async function pressOutside(page: Page, key: string): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press(key)
}

export async function closeSession(page: Page): Promise<void> {
  await page.keyboard.press('x')
  const sheet = page.getByRole('dialog', { name: 'Close session' })
  await sheet.getByLabel('Reason').fill('end of the trial')
  await sheet.getByRole('button', { name: 'Close session' }).click()
  await expect(sheet).toBeHidden()
}

/** What stands on a locked screen in place of a person's name. */
export const lockedWord = (page: Page) => page.getByRole('button', { name: 'locked: who is here?' })

export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Demo nurse' }).click()
  await page
    .getByRole('dialog', { name: 'Who are you?' })
    .getByRole('button', { name: 'Lock this screen' })
    .click()
  await expect(lockedWord(page)).toBeVisible()
}

/**
 * No violation of WCAG 2.1 A and AA that axe can find. A window of the desktop shows what the browser shows, which is asked: axe can hold
 * a page for longer than a window may hang, and the desktop would load it anew.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (!page.url().startsWith('http:')) return
  // Once a document: to read axe costs more than to ask it.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      // What is in order is told by one node of each rule: all of them would cost most of the check.
      resultTypes: ['violations'],
    })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  })
  expect(violations).toEqual([])
}

async function enterPressure(page: Page, systolic: string, diastolic: string): Promise<Locator> {
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill(systolic)
  await manual.getByLabel('Diastolic').fill(diastolic)
  await manual.getByRole('button', { name: 'Record reading' }).click()
  return manual
}

/** A HIGH by hand, before the cuff has measured for the first time. */
export async function raiseHigh(page: Page): Promise<void> {
  await expect(await enterPressure(page, '190', '95')).toBeHidden()
}

/** A cuff reading of another instrument, far from the last one: somebody must say that it is right. */
export async function recordPressure(page: Page, systolic: string, diastolic: string): Promise<void> {
  const manual = await enterPressure(page, systolic, diastolic)
  await manual.getByLabel('The value is right').check()
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(manual).toBeHidden()
}

/** A cuff reading of some minutes ago, far from the last one. */
export async function recordEarlier(
  page: Page,
  systolic: string,
  diastolic: string,
  minutesAgo: string,
): Promise<void> {
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill(systolic)
  await manual.getByLabel('Diastolic').fill(diastolic)
  await manual.getByLabel('Minutes ago').fill(minutesAgo)
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await manual.getByLabel('The value is right').check()
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(manual).toBeHidden()
}

/** Compares the identifiers of the simulated patient, the wrong ones first, and answers the checklist before dosing. */
export async function prepare(page: Page, by = 'Demo nurse'): Promise<void> {
  await page.keyboard.press('k')
  const gate = page.getByRole('dialog', { name: 'Before dosing' })
  await expect(gate.locator('[data-finding="identityOpen"]')).toBeVisible()
  await gate.getByLabel('Record number').fill('SIM-002')
  await gate.getByLabel('Birth year').fill('1980')
  await gate.getByRole('button', { name: 'Compare identifiers' }).click()
  await expect(gate.getByRole('alert')).toContainText('not those of this session')
  await gate.getByLabel('Record number').fill('SIM-001')
  await gate.getByRole('button', { name: 'Compare identifiers' }).click()
  await expect(gate.getByText(`Compared by ${by}.`)).toBeVisible()
  for (const answer of await gate.getByRole('radio', { name: 'no', exact: true }).all())
    await answer.press('Space')
  // What must be there, rather than absent.
  for (const question of ['Enrolled in the REMS', 'Escort for the way home confirmed'])
    await gate
      .getByRole('radiogroup', { name: question })
      .getByRole('radio', { name: 'yes', exact: true })
      .press('Space')
  await expectAccessible(page)
  await gate.getByRole('button', { name: 'Record answers' }).click()
  await expect(gate.locator('[data-finding="checklistOpen"]')).toHaveCount(0)
  await page.keyboard.press('Escape')
}

/** A session of a real patient who weighs so many kg, under the infusion preset, in a room without a monitor. */
export async function openInfusion(page: Page, weightKg: string): Promise<void> {
  await firstRun(page)
  await become(page, 'Ada', 'Nurse')
  await page.keyboard.press('n')
  const sheet = page.getByRole('dialog', { name: 'New session' })
  await sheet.getByLabel('Preset').selectOption('IV-0.5MGKG-40')
  await sheet.getByLabel('Initials').fill('AB')
  await sheet.getByLabel('Birth year').fill('1980')
  await sheet.getByLabel('Record number').fill('K-17')
  await sheet.getByLabel('Weight', { exact: true }).fill(weightKg)
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByTestId('event-list')).toBeVisible()
}

/**
 * What a computer leaves that is switched on anew so many minutes later: Vigil's last sign of life is of another start, and older by
 * the wall clock.
 */
export function leaveFor(dataDir: string, minutes: number): void {
  const db = openRaw(dataDir)
  const [mono = 0, wall = 0] = String(db.prepare('SELECT alive FROM newest').get()?.['alive'])
    .split(' ')
    .map(Number)
  // Later on Vigil's line than anything recorded: what is recorded counts as life too.
  const left = `${mono + 2000} ${wall - minutes * 60_000} 1000 00000000-0000-4000-8000-000000000000`
  db.prepare('UPDATE newest SET alive = ?').run(left)
  db.close()
}

/** Makes a report of the session on screen and saves it, as a person does; gives where. */
export async function makeReport(page: Page, format: string): Promise<string> {
  const sheet: Locator = page.getByRole('dialog', { name: 'Report' })
  await sheet.getByRole('radio', { name: format }).press('Space')
  await sheet.getByRole('button', { name: 'Make report' }).click()
  return saveReport(page, sheet)
}

/** A public recording of a GE S/5 monitor (fixtures/captures), as a capture of this installation: a record every five seconds. */
export function leaveRecording(dataDir: string): void {
  const folder = join(root, 'fixtures/captures/datex-dri')
  const bytes = readFileSync(join(folder, 's5-patient.bin'))
  const samples = readFileSync(join(folder, 's5-patient.ndjson'), 'utf8').trim().split('\n')
  const ends = new Set(samples.map(line => (JSON.parse(line) as { offset: number }).offset))
  const header = writeHeader({
    vigilCapture: 1,
    driver: 'datex-dri',
    label: 'GE S/5',
    port: '/dev/ttyUSB0',
    line: { baudRate: 19200, dataBits: 8, parity: 'even', stopBits: 1, flowControl: 'none' },
    wallMs: Date.UTC(2026, 10, 23, 9),
    software: '0.1.0',
  })
  let from = 0
  const records = [...ends].map(end => {
    const record = writeRecord('in', 5000, bytes.subarray(from, end))
    from = end
    return record
  })
  mkdirSync(captureFolder(dataDir), { recursive: true })
  writeFileSync(join(captureFolder(dataDir), 'ge-s5.vcap'), Buffer.concat([header, ...records]))
}

/** Saves the report that was just made, as a person does; Vigil keeps none. Gives where. */
export async function saveReport(page: Page, sheet: Locator): Promise<string> {
  const downloading = page.waitForEvent('download')
  await sheet.getByRole('link', { name: 'Save a copy' }).click()
  const download = await downloading
  // Never over another one of the same name.
  const path = test.info().outputPath(randomUUID(), download.suggestedFilename())
  await download.saveAs(path)
  return path
}

/** Escort, written advice and suicide risk, in the sheet of the discharge checklist. */
export async function answerChecklist(list: Locator): Promise<void> {
  await list.getByLabel('Escort').fill('Sister')
  await list.getByRole('button', { name: 'Name the escort' }).click()
  await expect(list.getByText('no written advice yet')).toBeVisible()
  await list.getByRole('button', { name: /Written advice/ }).click()
  await list.getByRole('radio', { name: 'none', exact: true }).press('Space')
  await list.getByRole('button', { name: 'Record suicide risk' }).click()
}
