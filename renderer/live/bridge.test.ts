import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keyRing } from '../window/key.ts'
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
  close(code = 1006): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
  /** Opened, and let in: by its token it is given the key first. */
  letIn(key = 'key-1'): void {
    this.open()
    this.say({ key })
    if (this.sent.length > 1) this.say({ key })
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

let stored: Map<string, string>
let location: { href: string; pathname: string; hash: string }
const newest = () => FakeSocket.opened.at(-1) as FakeSocket

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.opened = []
  vi.stubGlobal('WebSocket', FakeSocket)
  stored = new Map()
  location = { href: 'http://127.0.0.1:4700/', pathname: '/', hash: '' }
  vi.stubGlobal('window', {
    location,
    history: { state: null, replaceState: () => Object.assign(location, { hash: '' }) },
    localStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
      removeItem: (name: string) => stored.delete(name),
    },
    setTimeout: globalThis.setTimeout,
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('answers each request with its own answer, in whatever order they come', async () => {
  const bridge = connectBridge(keyRing)
  newest().letIn()
  const first = bridge.request('listPorts', {})
  const second = bridge.request('listSessions', {})
  newest().say({ id: 2, answer: { ok: true, value: ['session'] } })
  newest().say({ id: 1, answer: { ok: true, value: ['port'] } })
  expect(await first).toEqual({ ok: true, value: ['port'] })
  expect(await second).toEqual({ ok: true, value: ['session'] })
})

it('an error over one event keeps no later one of the same message from anybody', () => {
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const heard: string[] = []
  const bridge = connectBridge(keyRing)
  newest().letIn()
  bridge.onEvent(({ kind }) => {
    if (kind === 'wave') throw new Error('No wave.')
  })
  bridge.onEvent(({ kind }) => void heard.push(kind))
  newest().say({ events: [{ kind: 'wave' }, { kind: 'alarm' }] })
  expect(heard).toEqual(['wave', 'alarm'])
  expect(reported).toHaveBeenCalledExactlyOnceWith(new Error('No wave.'))
})

it('never carries out, when the connection is back, what was asked while it was cut', async () => {
  const bridge = connectBridge(keyRing)
  newest().letIn()
  newest().close()
  const refused = await bridge.request('startDosing', { roomId: 'room-1' })
  expect(refused.ok).toBe(false)
  vi.advanceTimersByTime(250)
  newest().letIn()
  expect(newest().sent).toEqual([JSON.stringify({ key: 'key-1' })])
})

it('says of a request that was on its way that it may not have been done', async () => {
  const bridge = connectBridge(keyRing)
  newest().letIn()
  const waiting = bridge.request('pauseAudio', { roomId: 'room-1' })
  newest().close()
  expect(await waiting).toMatchObject({
    ok: false,
    message: expect.stringContaining('may not have been done'),
  })
})

it('tries again, often for four seconds and then ever less often, and tells each change of the connection', () => {
  const bridge = connectBridge(keyRing)
  const told: string[] = []
  bridge.onConnection(connection => told.push(connection))
  const delays = [...Array<number>(16).fill(250), 500, 1000, 2000, 2000]
  const tries = delays.map(delayMs => {
    newest().close()
    const before = FakeSocket.opened.length
    vi.advanceTimersByTime(delayMs - 1)
    const early = FakeSocket.opened.length - before
    vi.advanceTimersByTime(1)
    return [early, FakeSocket.opened.length - before]
  })
  expect(tries).toEqual(Array(20).fill([0, 1]))
  newest().letIn()
  expect(told).toEqual(['connecting', ...Array(20).fill('lost'), 'connected'])
})

it('comes in by the link’s token once, and from then on, in any window, by the key that it was given', () => {
  location.hash = '#token-1'
  const bridge = connectBridge(keyRing)
  const told: string[] = []
  bridge.onConnection(connection => told.push(connection))
  newest().open()
  expect([newest().sent, location.hash]).toEqual([[JSON.stringify({ key: 'token-1' })], '#token-1'])
  newest().say({ key: 'key-1' })
  // Kept before it is shown: from then on the link is good for nothing.
  expect([newest().sent[1], stored.get('vigil-key'), location.hash]).toEqual([
    JSON.stringify({ key: 'key-1' }),
    'key-1',
    '',
  ])
  expect(told).toEqual(['connecting'])
  newest().say({ key: 'key-1' })
  expect(told).toEqual(['connecting', 'connected'])
  newest().close()
  vi.advanceTimersByTime(250)
  newest().open()
  connectBridge(keyRing)
  newest().open()
  expect(FakeSocket.opened.slice(-2).map(socket => socket.sent)).toEqual([
    [JSON.stringify({ key: 'key-1' })],
    [JSON.stringify({ key: 'key-1' })],
  ])
})

it('asks nothing before it is let in, and says that it is shut out where its key is not known', async () => {
  location.hash = '#used-up'
  const bridge = connectBridge(keyRing)
  const told: string[] = []
  bridge.onConnection(connection => told.push(connection))
  newest().open()
  expect((await bridge.request('snapshot', {})).ok).toBe(false)
  newest().close(4401)
  expect([newest().sent.length, told]).toEqual([1, ['connecting', 'shutOut']])
  // Meanwhile another window has been let in.
  stored.set('vigil-key', 'key-2')
  vi.advanceTimersByTime(250)
  newest().letIn('key-2')
  expect([newest().sent, told.at(-1)]).toEqual([[JSON.stringify({ key: 'key-2' })], 'connected'])
})

it('comes back at once to a core that has begun anew, and nothing counts as lost', () => {
  const told: string[] = []
  const bridge = connectBridge(keyRing)
  bridge.onConnection(connection => told.push(connection))
  newest().letIn('key-1')
  const before = newest()
  before.close(1012)
  vi.advanceTimersByTime(0)
  expect(newest()).not.toBe(before)
  newest().letIn('key-1')
  expect(told).toEqual(['connecting', 'connected', 'connecting', 'connected'])
})

it('forgets a key that opens nothing any more', () => {
  stored.set('vigil-key', 'old')
  connectBridge(keyRing)
  newest().open()
  newest().close(4401)
  expect(stored.size).toBe(0)
})
