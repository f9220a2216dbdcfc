import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, firstWindow, launchDemo } from './demo.ts'

let demo: Demo
let page: Page
beforeAll(async () => {
  demo = await launchDemo()
  page = await firstWindow(demo)
})
afterAll(() => demo.kill())

describe('the preload script', () => {
  test('has run before the first script of the page', async () => {
    expect(await page.evaluate(() => globalThis.atStart)).toBe('object')
  })

  test('shows the page what it exposes and nothing else', async () => {
    const seen = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      module: typeof Reflect.get(globalThis, 'module'),
      leftByPreload: typeof Reflect.get(globalThis, 'leftByPreload'),
      ours: Object.keys(globalThis).filter(key => /^(tell|hear)_/.test(key)),
      bridge: globalThis.bridge.version,
    }))
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      leftByPreload: 'undefined',
      ours: [],
      bridge: 1,
    })
  })

  test('exposes what no page can change', async () => {
    const kept = await page.evaluate(() => {
      const { bridge } = globalThis
      Reflect.set(globalThis, 'bridge', 'mine')
      Reflect.set(bridge, 'ask', 'mine')
      Reflect.set(bridge.nested.list, 0, 'mine')
      return [globalThis.bridge === bridge, typeof bridge.ask, bridge.nested.list[0]]
    })
    expect(kept).toEqual([true, 'function', 1])
  })

  test('may require nothing but Electron', async () => {
    await expect(page.evaluate(() => globalThis.bridge.requireFs())).rejects.toThrow(
      'module not found: node:fs',
    )
  })

  test('is told of what the stand-in lacks', async () => {
    await expect(page.evaluate(() => globalThis.bridge.useMissing())).rejects.toThrow(
      'Electron stand-in: ipcRenderer.sendSync is not implemented',
    )
  })
})

describe('the context bridge', () => {
  test('copies values, so that neither world holds an object of the other', async () => {
    const [isCopy, kind] = await page.evaluate(() => {
      const mine = new Map([['a', 1]])
      const { given, kind } = globalThis.bridge.copy(mine)
      return [given instanceof Map && given !== mine && given.get('a') === 1, kind]
    })
    expect([isCopy, kind]).toEqual([true, '[object Map]'])
  })

  test('gives functions as proxies, which become themselves again at home', async () => {
    const result = await page.evaluate(() => {
      const call = globalThis.bridge.makeFunction()
      return [call(), globalThis.bridge.takeBack(call), globalThis.bridge.takeBack(() => 'called')]
    })
    expect(result).toEqual(['called', true, false])
  })

  test('passes on what was thrown and what was rejected', async () => {
    await expect(page.evaluate(() => globalThis.bridge.fail())).rejects.toThrow('It failed.')
    await expect(page.evaluate(() => globalThis.bridge.failLater())).rejects.toThrow('It failed later.')
  })

  test('refuses symbols and elements', async () => {
    await expect(page.evaluate(() => globalThis.bridge.makeSymbol())).rejects.toThrow('symbol')
    await expect(page.evaluate(() => globalThis.bridge.copy(document.body))).rejects.toThrow(
      'could not be cloned',
    )
  })

  test('does not let the page listen in', async () => {
    const heard = await page.evaluate(async () => {
      const events: string[] = []
      const { dispatchEvent } = EventTarget.prototype
      EventTarget.prototype.dispatchEvent = function (event) {
        events.push(event.type)
        return dispatchEvent.call(this, event)
      }
      await globalThis.bridge.ask('echo', 'secret')
      EventTarget.prototype.dispatchEvent = dispatchEvent
      return events
    })
    expect(heard).toEqual([])
  })
})

describe('messages', () => {
  test('arrive as the structured clone algorithm leaves them', async () => {
    const ok = await page.evaluate(async () => {
      const sent = [
        1,
        undefined,
        Number.NaN,
        new Date(5),
        new Map([[1, new Set(['x'])]]),
        new Uint8Array([1, 2]),
      ]
      const answer = (await globalThis.bridge.ask('echo', ...sent)) as typeof sent
      const [one, none, nan, date, map, bytes] = answer
      return (
        one === 1 &&
        none === undefined &&
        Number.isNaN(nan) &&
        date instanceof Date &&
        date.getTime() === 5 &&
        map instanceof Map &&
        map.get(1)?.has('x') === true &&
        bytes instanceof Uint8Array &&
        bytes[1] === 2 &&
        answer.length === 6
      )
    })
    expect(ok).toBe(true)
  })

  test.each([
    ['a function on the way there', "bridge.ask('echo', () => 1)", 'An object could not be cloned.'],
    ['a function on the way back', "bridge.ask('uncloneable')", 'An object could not be cloned.'],
    ['a function in an event', "bridge.ask('use', 'send function')", 'An object could not be cloned.'],
    ['an error of the handler', "bridge.ask('fail')", "Error invoking remote method 'fail': Error: No."],
    ['a channel without a handler', "bridge.ask('none')", "No handler registered for 'none'"],
  ])('refuse %s', async (_, call, message) => {
    await expect(page.evaluate(call)).rejects.toThrow(message)
  })

  test('say who has sent them', async () => {
    expect(await page.evaluate(() => globalThis.bridge.ask('who'))).toEqual({
      url: 'demo://app/',
      parent: null,
      isWindow: 1,
    })
  })
})

describe('what the stand-in lacks', () => {
  test.each([
    ['app.setBadgeCount', 'app.setBadgeCount is not implemented'],
    ['app event', "the event 'accessibility-support-changed' of app is not implemented"],
    ['sandbox: false', 'webPreferences.sandbox = false is not implemented'],
    ['nodeIntegration: true', 'webPreferences.nodeIntegration = true is not implemented'],
    ['throttling', 'webPreferences.backgroundThrottling = true is not implemented'],
    ['unknown preference', 'webPreferences.plugins is not implemented'],
  ])('throws: %s', async (what, message) => {
    await expect(page.evaluate(name => globalThis.bridge.ask('use', name), what)).rejects.toThrow(
      `Electron stand-in: ${message}`,
    )
  })
})
