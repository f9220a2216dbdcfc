import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import { connectPort, type WindowPort } from './window-port.ts'

/* A window's port, as Node has one: it differs from Electron's in how a message comes. */

const listeners = new Set<(event: CoreEvent) => void>()
let channel = new MessageChannel()
let heard: unknown[] = []
let asked: unknown[] = []
let words = 0

function connect(): void {
  channel = new MessageChannel()
  heard = []
  asked = []
  words = 0
  const { port1, port2 } = channel
  const port: WindowPort = {
    postMessage: message => port1.postMessage(message),
    on: (event: 'message' | 'close', listener: (message: { readonly data: unknown }) => void) =>
      event === 'message'
        ? port1.on('message', data => listener({ data }))
        : port1.on('close', listener as () => void),
    start: () => port1.start(),
    close: () => port1.close(),
  }
  const core = {
    async answerJson(_: unknown, name: unknown, payload: unknown) {
      asked.push([name, payload])
      return '{"ok":true,"value":null}'
    },
    subscribe(listener: (event: CoreEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    shownTo: (event: CoreEvent) => event,
  }
  port2.on('message', message => heard.push(message))
  connectPort(core, port, { windowId: 'electron-1', entry: 'electron' }, () => {
    words += 1
  })
}
afterEach(() => channel.port2.close())

const heartbeat: CoreEvent = { kind: 'heartbeat', at: { monoMs: 1, wallMs: 2 } }
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 60_000 }).toBe(true)

it('gives a window events and answers, and tells that it was heard', async () => {
  connect()
  for (const listener of listeners) listener(heartbeat)
  channel.port2.postMessage({ id: 3, name: 'snapshot', payload: {} })
  await until(() => heard.length === 2)
  expect(heard).toEqual([{ events: [heartbeat] }, { id: 3, answer: '{"ok":true,"value":null}' }])
  expect([asked, words]).toEqual([[['snapshot', {}]], 1])
})

it.each([[null], ['text'], [{ id: -1, name: 'snapshot' }], [{ id: 1, name: 'a', payload: 1, more: 2 }]])(
  'ends with a window that says what no window says: %j',
  async message => {
    connect()
    channel.port2.postMessage(message)
    await until(() => listeners.size === 0)
    expect(asked).toEqual([])
  },
)

it('ends with its window', async () => {
  connect()
  expect(listeners.size).toBe(1)
  channel.port2.close()
  await until(() => listeners.size === 0)
})
