import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { readLayout } from '../../electron/export/testing/read-pdf.ts'
import { become } from '../flows/people.ts'
import { acknowledge, alarm, figure, saveReport } from '../flows/steps.ts'
import { startBrowserHost } from '../hosts/browser.ts'
import { cli, end, start } from '../hosts/processes.ts'

/* Real bytes: a simulated monitor on one end of a pseudo-terminal pair, Vigil on the other. */

let dir: string
const running: ChildProcess[] = []

test.beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-serial-'))
})
test.afterEach(async () => {
  await Promise.all(running.splice(0).map(child => end(child, 'SIGKILL')))
  rmSync(dir, { recursive: true, force: true })
})

const ends = () => ({ monitor: join(dir, 'monitor'), vigil: join(dir, 'vigil') })

async function plugIn(): Promise<ChildProcess> {
  const { monitor, vigil } = ends()
  const pty = (link: string) => `pty,raw,echo=0,link=${link}`
  const cable = spawn('socat', [pty(monitor), pty(vigil)], { detached: true, stdio: 'ignore' })
  cable.on('error', error => {
    throw new Error(`These tests need socat: ${error.message}`)
  })
  running.push(cable)
  while (!existsSync(monitor) || !existsSync(vigil)) await wait(20)
  return cable
}

/** @param speed how much faster than in life the monitor's story runs: its first cuff result comes after some 50 s of it */
function simulate(driver: string, scenario: string, fault?: string, speed = 1): ChildProcess {
  const args = [
    cli,
    'simulate',
    '--driver',
    driver,
    '--port',
    ends().monitor,
    '--scenario',
    scenario,
    '--speed',
    String(speed),
    ...(fault === undefined ? [] : ['--fault', fault]),
  ]
  const child = start(args, {}, () => {})
  running.push(child)
  return child
}

/** A port number of this computer that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The JSON lines of a headless command, until one fits. */
function linesOf(args: readonly string[]): {
  until: (fits: (line: Record<string, unknown>) => boolean) => Promise<Record<string, unknown>>
} {
  const lines: Record<string, unknown>[] = []
  const child = start([cli, ...args], {}, line => {
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Record<string, unknown>)
  })
  running.push(child)
  return {
    async until(fits) {
      for (let tries = 0; tries < 1200; tries++) {
        const found = lines.find(fits)
        if (found) return found
        await wait(50)
      }
      throw new Error(`Not among ${lines.length} lines: ${JSON.stringify(lines.slice(-3))}`)
    },
  }
}

for (const { driver, oximeter, cuff, speed } of [
  { driver: 'nonin-df2', oximeter: true, cuff: false, speed: 1 },
  { driver: 'contec-v5', oximeter: true, cuff: false, speed: 1 },
  { driver: 'contec-v7', oximeter: true, cuff: false, speed: 1 },
  // It speaks only when it has a result.
  { driver: 'and-ua767pc', oximeter: false, cuff: true, speed: 10 },
] as const)
  test(`simulate and monitor talk ${driver} over a serial line`, async () => {
    await plugIn()
    simulate(driver, 'quiet-session', undefined, speed)
    const monitor = linesOf(['monitor', '--device', `${driver}@${ends().vigil}`, '--seconds', '75'])
    if (oximeter) {
      const spo2 = await monitor.until(line => line['vital'] === 'spo2' && typeof line['value'] === 'number')
      expect(spo2['value']).toBeGreaterThan(90)
      expect(spo2['validity']).toBe('valid')
    }
    if (!cuff) return
    const nibp = await monitor.until(line => line['kind'] === 'nibp' && line['event'] === 'reading')
    expect(nibp['systolic']).toBeGreaterThan(90)
  })

for (const { driver, speed } of [
  // The power is gone for 10 s of the story: longer, at this speed, than the silence after which a line counts as quiet.
  { driver: 'dinamap-host', speed: 2 },
  { driver: 'capnostream', speed: 2 },
  { driver: 'accutorr-3', speed: 1.5 },
] as const)
  test(`${driver}, whose power fails in the middle of a frame, is asked anew and read again`, async () => {
    await plugIn()
    simulate(driver, 'quiet-session', 'power-cycle', speed)
    const monitor = linesOf(['monitor', '--device', `${driver}@${ends().vigil}`, '--seconds', '100'])
    const isSpo2 = (line: Record<string, unknown>) =>
      line['vital'] === 'spo2' && typeof line['value'] === 'number'
    const spo2 = await monitor.until(isSpo2)
    expect(spo2).toMatchObject({ validity: 'valid' })
    expect(spo2['value']).toBeGreaterThan(90)
    const quiet = await monitor.until(line => line['kind'] === 'link' && line['state'] === 'quiet')
    const again = await monitor.until(line => isSpo2(line) && Number(line['t']) > Number(quiet['t']))
    expect(again['value']).toBeGreaterThan(90)
    if (driver === 'capnostream')
      expect(await monitor.until(line => line['vital'] === 'etco2' && line['value'] !== null)).toBeTruthy()
    else {
      const nibp = await monitor.until(line => line['kind'] === 'nibp' && line['event'] === 'reading')
      expect(nibp).toMatchObject({ status: 'ok', validity: 'valid' })
      expect(nibp['systolic']).toBeGreaterThan(90)
    }
  })

test('a sender of HL7 calls a monitor that waits for it, and is read again after it was gone', async () => {
  const port = await freePort()
  const monitor = linesOf([
    'monitor',
    '--device',
    `hl7-oru@tcp-listen://127.0.0.1:${port}`,
    '--seconds',
    '120',
  ])
  const sender = () =>
    running.push(
      start(
        [cli, 'simulate', '--driver', 'hl7-oru', '--port', `tcp-listen://127.0.0.1:${port}`],
        {},
        () => {},
      ),
    )
  const readingOf = (vital: string, afterS: number) =>
    monitor.until(
      line => line['vital'] === vital && typeof line['value'] === 'number' && Number(line['t']) > afterS,
    )
  sender()
  const spo2 = await readingOf('spo2', 0)
  expect(spo2['value']).toBeGreaterThan(90)
  expect((await readingOf('etco2', 0))['value']).toBe(38)
  const nibp = await monitor.until(line => line['kind'] === 'nibp' && line['event'] === 'reading')
  expect(nibp['systolic']).toBeGreaterThan(90)
  const gone = running.pop()
  if (gone) await end(gone, 'SIGKILL')
  const lost = await monitor.until(line => line['alarm'] === 'link-lost' && line['transition'] === 'raised')
  sender()
  await readingOf('spo2', Number(lost['t']))
})

test('a desaturation on the line alarms in the dashboard; the cable is cut and comes back', async () => {
  let cable = await plugIn()
  let monitor = simulate('nonin-df2', 'desaturation')
  const host = await startBrowserHost({ dataDir: join(dir, 'data'), say: () => {} })
  const { page } = host
  await become(page, 'Nurse A', 'Nurse')
  await page.keyboard.press('v')
  await page.getByLabel('Port', { exact: true }).fill(ends().vigil)
  await page.getByLabel('Monitor', { exact: true }).selectOption('nonin-df2')
  await page.getByRole('button', { name: 'Add device' }).click()
  await expect(page.locator('[data-link="connected"]')).toBeVisible()

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Rooms' }).click()
  await page.keyboard.press('n')
  const sheet = page.getByRole('dialog', { name: 'New session' })
  await sheet.getByLabel('Initials').fill('J.K.')
  await sheet.getByLabel('Birth year').fill('1984')
  await sheet.getByLabel('Record number').fill('R-1')
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', /^\d\d$/)
  await expect(page.getByTestId('sim-badge')).toBeHidden()

  await expect(alarm(page, 'spo2-low')).toHaveAttribute('data-priority', 'high', { timeout: 90_000 })
  await acknowledge(page)
  await expect(alarm(page, 'spo2-low')).toContainText('Nurse A')

  await end(cable, 'SIGKILL')
  await end(monitor, 'SIGKILL')
  await expect(alarm(page, 'link-lost')).toBeVisible()
  await expect(alarm(page, 'spo2-low')).toBeVisible()
  await expect(alarm(page, 'spo2-low')).toContainText('last value')
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', '')

  cable = await plugIn()
  monitor = simulate('nonin-df2', 'quiet-session')
  await expect(alarm(page, 'link-lost')).toBeHidden()
  await expect(figure(page, 'spo2')).toHaveAttribute('data-value', /^9\d$/)

  await page.keyboard.press('e')
  await page.getByRole('button', { name: 'Make report' }).click()
  const pdf = await saveReport(page, page.getByRole('dialog', { name: 'Report' }))
  const text = readLayout(readFileSync(pdf))
  expect(text).toMatch(/HIGH\s+SpO2 low \d\d < 85 %/)
  expect(text).toMatch(/Nurse A after \d+ s/)
  expect(text).toContain('Link lost')
  expect(text).not.toContain('SIMULATED')
  await host.close()
})
