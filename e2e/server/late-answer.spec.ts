import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { startBrowserHost } from '../hosts/browser.ts'
import type { RunningHost } from '../hosts/host.ts'

/* Answers of the core that come late, as on a busy computer: nobody is taken away from where they have gone meanwhile. */

let dataDir: string
let running: RunningHost

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-late-'))
  running = await startBrowserHost({ dataDir, say: () => {} })
})
test.afterEach(async () => {
  await running.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Answers {
  held(): number
  letGo(): void
  /** What the core says goes to the page again, behind what was let go. */
  afterwards(): Promise<void>
}

/** Holds back the answers to this request, once the page is loaded anew, until they are let go. */
async function holdAnswers(page: Page, request: string): Promise<Answers> {
  const waiting: (() => void)[] = []
  let sent = 0
  await page.routeWebSocket(/\/bridge$/, window => {
    const core = window.connectToServer()
    const ids = new Set<number>()
    window.onMessage(message => {
      const asked = JSON.parse(String(message)) as { id?: number; name?: string }
      if (asked.name === request && asked.id !== undefined) ids.add(asked.id)
      core.send(message)
    })
    core.onMessage(message => {
      const { id } = JSON.parse(String(message)) as { id?: number }
      if (id !== undefined && ids.has(id)) waiting.push(() => window.send(message))
      else {
        window.send(message)
        sent += 1
      }
    })
  })
  // Perhaps before the page has its key: then the link lets it in again.
  await page.reload()
  return {
    held: () => waiting.length,
    letGo: () => {
      for (const send of waiting.splice(0)) send()
    },
    async afterwards() {
      const before = sent
      await expect.poll(() => sent).toBeGreaterThan(before + 5)
    },
  }
}

test('of opening a session: the page that was opened meanwhile stays', async () => {
  const { page } = running
  const answers = await holdAnswers(page, 'openSession')
  await page.getByRole('button', { name: 'Just simulate' }).click()
  const sheet = page.getByRole('dialog', { name: 'Simulated monitor' })
  await sheet.getByRole('button', { name: 'Start session' }).click()
  await expect.poll(answers.held).toBe(1)
  await page.keyboard.press('z')
  await expect(page.getByTestId('preset')).toBeVisible()
  answers.letGo()
  await answers.afterwards()
  await expect(page.getByTestId('preset')).toBeVisible()
  // The session is open all the same.
  await page.keyboard.press('1')
  await expect(page.getByTestId('tile-spo2')).toBeVisible()
})

test('of closing a session: a person who waits for it is led on to its review', async () => {
  const { page } = running
  const answers = await holdAnswers(page, 'closeSession')
  await page.getByRole('button', { name: 'Just simulate' }).click()
  await page
    .getByRole('dialog', { name: 'Simulated monitor' })
    .getByRole('button', { name: 'Start session' })
    .click()
  await expect(page.getByTestId('sim-badge')).toBeVisible()
  await page.keyboard.press('x')
  const sheet = page.getByRole('dialog', { name: 'Close session' })
  await sheet.getByLabel('Reason').fill('end of the trial')
  await sheet.getByRole('button', { name: 'Close session' }).click()
  await expect.poll(answers.held).toBe(1)
  answers.letGo()
  await expect(page.getByTestId('review-sight')).toBeVisible()
})
