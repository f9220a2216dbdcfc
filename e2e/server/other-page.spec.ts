import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, expect, type Page, test } from 'playwright/test'
import { launchChromium } from '../hosts/browser.ts'
import { cli, end, firstLine, start } from '../hosts/processes.ts'

/*
 * A web page of another port of this computer, in the very browser that Vigil is open in: to browsers it is the same site, it is
 * sent Vigil's cookie, and it may send requests. It can neither end Vigil, nor read, nor act.
 */

let core: ChildProcess
let dataDir: string
let link: string
let browser: Browser
let context: BrowserContext
let vigil: Page
/** The other page's own server, which writes down the cookies that it is sent. */
const cookiesSent: string[] = []
const other = createServer((request, response) => {
  cookiesSent.push(request.headers.cookie ?? '')
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another page</title>')
})
const words: string[] = []
/** How many of them came before the other page: of a new record Vigil says where its key lies. */
let wordsBefore = 0

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-other-page-'))
  const args = [cli, 'serve', '--port', '0', '--no-open']
  core = start(args, { VIGIL_DATA: dataDir }, line => void words.push(line))
  ;({ link } = JSON.parse(await firstLine(core, line => line.startsWith('{'))) as { link: string })
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium()
  context = await browser.newContext()
  vigil = await context.newPage()
  await vigil.goto(link)
  await vigil.getByRole('heading').first().waitFor()
  wordsBefore = words.length
})
test.afterAll(async () => {
  await browser.close()
  other.close()
  await end(core, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

test.describe.configure({ mode: 'serial' })

const origin = () => new URL(link).origin

async function openOther(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  return page
}

test('it is sent the cookie, and finds no key anywhere', async () => {
  const page = await openOther()
  expect(cookiesSent.at(-1)).toContain('vigil-')
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
    '',
    0,
    0,
  ])
  // The window itself has dropped the token from its address, and keeps no secret in a cookie that scripts see.
  expect(await vigil.evaluate(() => [location.href, document.cookie])).toEqual([`${origin()}/`, ''])
})

test('it can read nothing: no file, no frame, no window of Vigil’s', async () => {
  const page = await openOther()
  const seen = await page.evaluate(async base => {
    const read = await fetch(`${base}/`, { credentials: 'include' }).then(
      answer => answer.text(),
      error => String(error),
    )
    const load = (tag: 'script' | 'img' | 'link', set: (element: HTMLElement) => void) =>
      new Promise<string>(resolve => {
        const element = document.createElement(tag)
        element.onload = () => resolve('loaded')
        element.onerror = () => resolve('refused')
        set(element)
        document.head.append(element)
      })
    const script = await load('script', element => element.setAttribute('src', `${base}/index.html`))
    const image = await load('img', element => element.setAttribute('src', `${base}/icon.svg`))
    const frame = document.createElement('iframe')
    frame.src = `${base}/`
    document.body.append(frame)
    await new Promise(resolve => frame.addEventListener('load', resolve))
    const inFrame = frame.contentDocument === null ? 'closed' : 'open'
    return { read, script, image, inFrame }
  }, origin())
  expect(seen).toMatchObject({ script: 'refused', image: 'refused', inFrame: 'closed' })
  expect(seen.read).toContain('Failed to fetch')
})

test('a window that it opens is cut off from it', async () => {
  const page = await openOther()
  const opening = context.waitForEvent('page')
  await page.evaluate(base => Object.assign(globalThis, { popup: window.open(`${base}/`) }), origin())
  const popup = await opening
  await popup.getByRole('heading').first().waitFor()
  expect(
    await page.evaluate(() => {
      const { popup } = globalThis as unknown as { popup: Window }
      return [popup.closed, popup.length]
    }),
  ).toEqual([true, 0])
  await popup.close()
})

test('it can neither open the bridge nor end Vigil by what it may send', async () => {
  const page = await openOther()
  const opened = await page.evaluate(async base => {
    const socket = (path: string) =>
      new Promise<string>(resolve => {
        const one = new WebSocket(`${base.replace('http', 'ws')}${path}`)
        one.onopen = () => resolve('open')
        one.onclose = () => resolve('closed')
      })
    const results = await Promise.all(['/bridge', '//', '//evil/bridge', '/%'].map(socket))
    const send = (path: string, init: RequestInit) =>
      fetch(`${base}${path}`, { mode: 'no-cors', credentials: 'include', ...init }).catch(() => null)
    for (const path of ['//', '/%', '/%00', '/?token=x', `/${'a'.repeat(20_000)}`]) {
      await send(path, {})
      await send(path, { method: 'POST', body: 'x'.repeat(100_000) })
    }
    for (let n = 0; n < 100; n++) {
      const cut = new AbortController()
      void send('/', { signal: cut.signal })
      cut.abort()
    }
    navigator.sendBeacon(`${base}/`, 'x')
    return results
  }, origin())
  expect(opened).toEqual(['closed', 'closed', 'closed', 'closed'])
  await page.close()
  expect(core.exitCode).toBeNull()
  expect(words.slice(wordsBefore)).toEqual([])
})

test('meanwhile the window stays connected, is let in again at a reload, and another one of its browser too', async () => {
  const lost = vigil.getByText('MONITORING LOST')
  expect(await lost.count()).toBe(0)
  await vigil.reload()
  await vigil.getByRole('heading').first().waitFor()
  const second = await context.newPage()
  await second.goto(origin())
  await second.getByRole('heading').first().waitFor()
  // All windows closed by mistake: the same browser still gets in.
  await vigil.close()
  await second.close()
  const third = await context.newPage()
  await third.goto(origin())
  await third.getByRole('heading').first().waitFor()
  expect(await third.getByText('MONITORING LOST').count()).toBe(0)
})

test('another browser, with the cookie alone, is told how to get in', async () => {
  const cookies = await context.cookies()
  const stolen = await browser.newContext()
  await stolen.addCookies(cookies)
  const page = await stolen.newPage()
  await page.goto(origin())
  await expect(page.getByText('Vigil does not know this window')).toBeVisible()
  await stolen.close()
})
