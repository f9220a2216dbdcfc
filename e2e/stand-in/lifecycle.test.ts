import { chromium } from 'playwright'
import { afterEach, describe, expect, test } from 'vitest'
import { type Demo, firstWindow, launchDemo } from './demo.ts'

let demo: Demo | null = null
const launch = async () => {
  demo = await launchDemo()
  return demo
}
afterEach(async () => {
  await demo?.close()
  demo = null
})

describe('a page', () => {
  test('has its preload script again after it has loaded itself anew', async () => {
    const page = await firstWindow(await launch())
    await page.evaluate(() => {
      Reflect.set(globalThis, 'before', true)
      location.reload()
    })
    await page.waitForFunction(
      () => !Reflect.has(globalThis, 'before') && typeof globalThis.bridge === 'object',
    )
    expect(await page.evaluate(() => globalThis.bridge.ask('echo', 1))).toEqual([1])
  })

  test('is loaded anew by the program after its process was lost', async () => {
    const program = await launch()
    const page = await firstWindow(program)
    const session = await page.context().newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    session.send('Page.crash').catch(() => undefined)
    await crashed
    const fresh = await program.reattach()
    await fresh.locator('#mark', { hasText: 'run' }).waitFor()
    expect(await fresh.evaluate(() => globalThis.bridge.ask('who'))).toMatchObject({ url: 'demo://app/' })
  })
})

describe('several windows', () => {
  test('all hear an event, each once, until they stop listening', async () => {
    const program = await launch()
    const first = await firstWindow(program)
    await program.desktop({ do: 'chooseMenu', path: ['File', 'New window'] })
    const pages = await program.windows(2)
    for (const page of pages)
      await page.evaluate(() => {
        globalThis.got = []
        const stop = globalThis.bridge.onEvent(value => {
          globalThis.got.push(value)
          if (value === 'last') stop()
        })
      })
    for (const value of ['one', 'last', 'unheard'])
      await first.evaluate(given => globalThis.bridge.ask('broadcast', given), value)
    for (const page of pages) {
      await page.waitForFunction(() => globalThis.got.includes('last'))
      // One more round trip: had the third event been heard, it would be here by now.
      await page.evaluate(() => globalThis.bridge.ask('echo', 0))
      expect(await page.evaluate(() => globalThis.got)).toEqual(['one', 'last'])
    }
  })

  test('are shown once they have something to show', async () => {
    const program = await launch()
    const desktop = await program.waitForDesktop(({ windows }) => windows[0]?.visible === true)
    expect(desktop.windows).toEqual([{ id: 1, visible: true }])
  })

  test('end the program when the last one is closed', async () => {
    const program = await launch()
    await firstWindow(program)
    await program.desktop({ do: 'closeWindow', id: 1 })
    expect(await program.ended).toBe(0)
  })
})

describe('the program', () => {
  test('has the desktop that its person sees', async () => {
    const program = await launch()
    const page = await firstWindow(program)
    await page.evaluate(() => globalThis.bridge.ask('stayAwake'))
    await page.evaluate(() => globalThis.bridge.ask('beep'))
    expect(await program.desktop()).toMatchObject({ awake: ['prevent-app-suspension'], beeps: 1 })
  })

  test('takes Chromium along when it is killed', async () => {
    const program = await launch()
    await firstWindow(program)
    const gone = new Promise<void>(resolve => program.browser.once('disconnected', () => resolve()))
    process.kill(program.pid, 'SIGKILL')
    await gone
    await expect(chromium.connectOverCDP(program.endpoint, { timeout: 2000 })).rejects.toThrow()
  })

  test('cannot be closed as if nothing had been passed over', async () => {
    const program = await launchDemo({ open: true })
    const page = await firstWindow(program)
    await page.evaluate(() => void window.open('/other')).catch(() => undefined)
    await program.ended
    await expect(program.close()).rejects.toThrow('a window that is opened by a page is not implemented')
  })
})
