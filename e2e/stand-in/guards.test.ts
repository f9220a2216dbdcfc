import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, firstWindow, launchDemo } from './demo.ts'

/*
 * Each refusal is shown beside the same program without its guards, where the same deed succeeds: a test of a guard that
 * could never have been needed would prove nothing.
 */

let guarded: Demo
let open: Demo
let page: Page
let openPage: Page
beforeAll(async () => {
  ;[guarded, open] = await Promise.all([launchDemo(), launchDemo({ open: true })])
  ;[page, openPage] = await Promise.all([firstWindow(guarded), firstWindow(open)])
})
afterAll(() => Promise.all([guarded.kill(), open.kill()]))

describe('the content security policy of the program', () => {
  test('blocks inline script', async () => {
    expect(await page.evaluate(() => Reflect.get(globalThis, 'inline'))).toBeUndefined()
    expect(await page.evaluate(() => globalThis.violations)).toContain('script-src-elem')
  })

  test('blocks requests to other hosts, and lets its own through', async () => {
    const failed = await page.evaluate(() => fetch('https://example.com/').catch(error => String(error)))
    expect(failed).toContain('Failed to fetch')
    expect(await page.evaluate(() => globalThis.violations)).toContain('connect-src')
    expect(await page.evaluate(() => fetch('/data.json').then(answer => answer.json()))).toEqual({
      answer: 42,
    })
  })

  test('is all that stands before the network, which the stand-in does not have', async () => {
    const failed = await page.evaluate(
      () =>
        new Promise(resolve => {
          const image = new Image()
          image.onerror = () => resolve('failed')
          image.onload = () => resolve('loaded')
          image.src = 'https://example.com/x.png'
        }),
    )
    expect(failed).toBe('failed')
    expect(await page.evaluate(() => globalThis.violations)).not.toContain('img-src')
  })
})

describe('permissions', () => {
  const state = (name: string) =>
    navigator.permissions.query({ name: name as PermissionName }).then(status => status.state)

  test.each(['geolocation', 'notifications', 'microphone', 'camera', 'clipboard-read'])(
    '%s is what the program decides, and granted where it does not decide',
    async name => {
      expect(await page.evaluate(state, name)).toBe('denied')
      expect(await openPage.evaluate(state, name)).toBe('granted')
    },
  )
})

describe('navigation', () => {
  test.each([
    ['to another page of the program', '/other', 'demo://app/other'],
    ['by its scheme', 'demo://app/other?scheme', 'demo://app/other?scheme'],
    ['to another host', 'https://example.com/', 'https://example.com/'],
  ])('is stopped: %s', async (_, to, refused) => {
    await page.evaluate(address => {
      location.href = address
    }, to)
    await expect.poll(() => page.evaluate(() => globalThis.bridge.ask('refused'))).toContain(refused)
    expect(await page.evaluate(() => [location.pathname, globalThis.atStart])).toEqual(['/', 'object'])
  })

  test('succeeds without a guard, by its scheme as well', async () => {
    await openPage.evaluate(() => {
      location.href = 'demo://app/other'
    })
    await openPage.getByText('other').waitFor()
    await openPage.evaluate(() => {
      location.href = '/'
    })
    await openPage.locator('#mark', { hasText: 'run' }).waitFor()
  })
})

describe('windows opened by a page', () => {
  test('are refused', async () => {
    await page.evaluate(() => void window.open('/other'))
    await page.evaluate(() => globalThis.bridge.ask('echo', 1))
    expect(await guarded.windows(1)).toHaveLength(1)
  })

  test('are what the stand-in lacks, so that a program that allows them stops', async () => {
    const other = await launchDemo({ open: true })
    try {
      const opener = await firstWindow(other)
      await opener.evaluate(() => void window.open('/other')).catch(() => undefined)
      expect(await other.ended).toBe(70)
      expect(other.stderr()).toContain('a window that is opened by a page is not implemented')
    } finally {
      await other.kill()
    }
  })
})
