import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectBridge } from './bridge.ts'

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1
  static opened: FakeSocket[] = []
  readyState = 0
  readonly sent: string[] = []
  constructor() {
    super()
    FakeSocket.opened.push(this)
  }
  send(text: string): void {
    this.sent.push(text)
  }
  open(): void {
    this.readyState = FakeSocket.OPEN
    this.dispatchEvent(new Event('open'))
  }
  close(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

const newest = () => FakeSocket.opened.at(-1) as FakeSocket

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.opened = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('window', { location: { href: 'http://127.0.0.1:4700/' }, setTimeout: globalThis.setTimeout })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('answers each request with its own answer, in whatever order they come', async () => {
  const bridge = connectBridge()
  newest().open()
  const first = bridge.request('listPorts', {})
  const second = bridge.request('listSessions', {})
  newest().say({ id: 2, answer: { ok: true, value: ['session'] } })
  newest().say({ id: 1, answer: { ok: true, value: ['port'] } })
  expect(await first).toEqual({ ok: true, value: ['port'] })
  expect(await second).toEqual({ ok: true, value: ['session'] })
})

it('never carries out, when the connection is back, what was asked while it was cut', async () => {
  const bridge = connectBridge()
  newest().open()
  newest().close()
  const refused = await bridge.request('startDosing', { by: 'Ada', roomId: 'room-1' })
  expect(refused.ok).toBe(false)
  vi.advanceTimersByTime(250)
  newest().open()
  expect(newest().sent).toEqual([])
})

it('says of a request that was on its way that it may not have been done', async () => {
  const bridge = connectBridge()
  newest().open()
  const waiting = bridge.request('pauseAudio', { by: 'Ada', roomId: 'room-1' })
  newest().close()
  expect(await waiting).toMatchObject({
    ok: false,
    message: expect.stringContaining('may not have been done'),
  })
})

it('tries again, ever less often, and tells each change of the connection', () => {
  const bridge = connectBridge()
  const told: string[] = []
  bridge.onConnection(connection => told.push(connection))
  const tries = [250, 500, 1000, 2000, 2000].map(delayMs => {
    newest().close()
    const before = FakeSocket.opened.length
    vi.advanceTimersByTime(delayMs - 1)
    const early = FakeSocket.opened.length - before
    vi.advanceTimersByTime(1)
    return [early, FakeSocket.opened.length - before]
  })
  expect(tries).toEqual(Array(5).fill([0, 1]))
  newest().open()
  expect(told).toEqual(['connecting', ...Array(5).fill('lost'), 'connected'])
})
