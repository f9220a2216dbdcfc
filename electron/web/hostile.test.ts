import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { attack, isRefusal, reset } from '../../bench/campaign/hostile/attack.ts'
import { makeHostile, type Target } from '../../bench/campaign/hostile/requests.ts'
import { readCookie } from '../../bench/campaign/rig/window.ts'
import { createRandom } from '../../fixtures/random.ts'
import type { JsonDoor } from '../host/supervisor.ts'
import { limits } from './limits.ts'
import { serveWeb, type WebEntry } from './server.ts'

/*
 * Whatever bytes come to the browser entry, they are answered or their connection is closed, and none of them ends the process:
 * an error that nobody catches fails this file. The whole siege, of a core in a process of its own, is a campaign.
 */

let dir: string
let web: WebEntry
let cookie: string
let asked: string[]
let listeners: Set<(events: readonly string[]) => void>

const core: JsonDoor = {
  async answer(_, name) {
    asked.push(String(name))
    return JSON.stringify({ ok: true, value: null })
  },
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-web-'))
  writeFileSync(join(dir, 'index.html'), '<title>Vigil</title>')
  asked = []
  listeners = new Set()
  const quick = { ...limits, headerMs: 300, requestMs: 600, lookMs: 50, keyMs: 300, lingerMs: 100 }
  web = await serveWeb({ core, port: 0, rendererDir: dir, limits: quick })
  cookie = await readCookie(web.link)
})
afterEach(async () => {
  await web.close()
  rmSync(dir, { recursive: true, force: true })
})

/** All that comes back until the connection ends. */
function send(...pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise(resolve => {
    let heard = ''
    const socket = connect(web.port, '127.0.0.1')
    socket.on('data', (data: Buffer) => {
      heard += data.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    for (const piece of pieces) socket.write(piece)
  })
}
const host = () => `Host: 127.0.0.1:${web.port}`
const origin = () => `http://127.0.0.1:${web.port}`
const request = (start: string, ...lines: readonly string[]) =>
  [start, host(), ...lines, 'Connection: close', '', ''].join('\r\n')
const upgrade = (path: string, ...lines: readonly string[]) =>
  [
    `GET ${path} HTTP/1.1`,
    host(),
    ...lines,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '',
    '',
  ].join('\r\n')
const token = () => new URL(web.link).searchParams.get('token') ?? ''

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${web.port}/bridge`, { headers: { cookie, origin: origin() } })
  socket.on('error', () => {})
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('close', reject)
  })
  return socket
}
/** Shows this; gives the key that comes back. */
function show(socket: WebSocket, key: string): Promise<string> {
  socket.send(JSON.stringify({ key }))
  return new Promise(resolve =>
    socket.once('message', data => resolve((JSON.parse(String(data)) as { key: string }).key)),
  )
}
async function letIn(): Promise<{ socket: WebSocket; key: string }> {
  const socket = await openSocket()
  const key = await show(socket, token())
  await show(socket, key)
  return { socket, key }
}
const closeCode = (socket: WebSocket) => new Promise<number>(resolve => socket.once('close', resolve))

describe('what once ended the core', () => {
  it.each([
    ['GET // HTTP/1.1', 400],
    ['GET http://[::1 HTTP/1.1', 400],
    ['GET http:// HTTP/1.1', 400],
    ['GET http://127.0.0.1:99999/ HTTP/1.1', 400],
    ['OPTIONS * HTTP/1.1', 405],
    ['GET /%00 HTTP/1.1', 401],
    ['GET /%ff HTTP/1.1', 401],
  ])('%s is answered %i', async (start, status) => {
    expect(await send(request(start))).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('an upgrade to // is answered 400', async () => {
    expect(await send(upgrade('//', `Origin: ${origin()}`))).toMatch(/^HTTP\/1.1 400 /)
  })

  it('200 resets, at once and in the middle of things, change nothing', async () => {
    const random = createRandom(7)
    const target: Target = { port: web.port, cookie, key: null }
    for (let n = 0; n < 200; n++) await reset(web.port, makeHostile(random, target), random.next())
    expect(await send(request('GET / HTTP/1.1'))).toMatch(/^HTTP\/1.1 401 /)
  })
})

it('400 hostile requests with and without what opens Vigil: a stranger gets nothing, and the window stays', async () => {
  const random = createRandom(11)
  const { socket, key } = await letIn()
  const target: Target = { port: web.port, cookie, key }
  const wrong: string[] = []
  const lane = async (count: number) => {
    for (let n = 0; n < count; n++) {
      const one = makeHostile(random, target)
      const answered = await attack(web.port, one, 100)
      if (one.isStranger && !isRefusal(answered)) wrong.push(`${one.name}: ${JSON.stringify(answered)}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, () => lane(50)))
  expect(wrong).toEqual([])
  socket.send('{"id":1,"name":"still there","payload":{}}')
  await expect.poll(() => asked).toContain('still there')
})

describe('limits', () => {
  it('a connection that says nothing, or never ends its header, is closed', async () => {
    expect(await send('')).toMatch(/^(HTTP\/1.1 408 |$)/)
    expect(await send('GET / HTTP/1.1\r\n')).toMatch(/^HTTP\/1.1 408 /)
  })

  it('a header over 8 kB is refused', async () => {
    expect(await send(request('GET / HTTP/1.1', `X: ${'x'.repeat(8200)}`))).toMatch(/^HTTP\/1.1 431 /)
  })

  it('a body that never comes is not waited for', async () => {
    expect(await send(request('POST / HTTP/1.1', 'Content-Length: 1000000'))).toMatch(/^HTTP\/1.1 405 /)
    expect(await send(request('POST / HTTP/1.1', 'Expect: 100-continue'))).toMatch(/^HTTP\/1.1 405 /)
  })

  it('64 connections at a time; a window that is connected stays so', async () => {
    const { socket } = await letIn()
    const held: Socket[] = []
    for (let n = 0; n < 100; n++) {
      const one = connect(web.port, '127.0.0.1')
      one.on('error', () => {})
      held.push(one)
    }
    await expect.poll(() => held.filter(one => one.destroyed).length).toBeGreaterThanOrEqual(100 - 63)
    socket.send('{"id":1,"name":"still there","payload":{}}')
    await expect.poll(() => asked).toEqual(['still there'])
    for (const one of held) one.destroy()
  })

  it('16 sockets without a key at a time, each for a while', async () => {
    const knock = () => {
      const socket = new WebSocket(`ws://127.0.0.1:${web.port}/bridge`, {
        headers: { cookie, origin: origin() },
      })
      socket.on('error', () => {})
      return new Promise<{ status: number; closed: Promise<number> }>(resolve => {
        const closed = closeCode(socket)
        socket.once('open', () => resolve({ status: 101, closed }))
        socket.once('unexpected-response', (_, response) =>
          resolve({ status: response.statusCode ?? 0, closed }),
        )
      })
    }
    const knocked = await Promise.all(Array.from({ length: 20 }, knock))
    expect(knocked.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(16).fill(101),
      ...Array<number>(4).fill(503),
    ])
    const open = knocked.filter(({ status }) => status === 101)
    expect(new Set(await Promise.all(open.map(({ closed }) => closed)))).toEqual(new Set([1006]))
    const { socket } = await letIn()
    socket.terminate()
  })
})

describe('a window', () => {
  it('hears and asks nothing before its first message has let it in', async () => {
    const socket = await openSocket()
    const code = closeCode(socket)
    const heard: string[] = []
    socket.on('message', data => heard.push(String(data)))
    expect(listeners.size).toBe(0)
    socket.send('{"id":1,"name":"snapshot","payload":{}}')
    expect(await code).toBe(4401)
    expect([asked, heard]).toEqual([[], []])
  })

  it('that goes before it has shown its key may come by the link again; then nobody may', async () => {
    const early = await openSocket()
    const key = await show(early, token())
    early.terminate()
    await expect.poll(() => listeners.size).toBe(0)
    // A link that was read by another window is good for that one too, as long as no window is in.
    expect((await fetch(`${origin()}/?token=${token()}`, { redirect: 'manual' })).status).toBe(303)
    const again = await openSocket()
    expect(await show(again, token())).toBe(key)
    expect(listeners.size).toBe(0)
    expect(await show(again, key)).toBe(key)
    expect(listeners.size).toBe(1)
    const late = await openSocket()
    late.send(JSON.stringify({ key: token() }))
    expect(await closeCode(late)).toBe(4401)
    expect((await fetch(`${origin()}/?token=${token()}`, { redirect: 'manual' })).status).toBe(401)
  })

  it('is let in by nothing but the key, after the link as before it', async () => {
    for (const second of [
      { key: token() },
      { key: 'x'.repeat(32) },
      { id: 1, name: 'snapshot', payload: {} },
    ]) {
      const socket = await openSocket()
      await show(socket, token())
      socket.send(JSON.stringify(second))
      expect(await closeCode(socket)).toBe(4401)
    }
    expect([asked, listeners.size]).toEqual([[], 0])
  })

  it('is closed where it pings, sends no message of a window, or asks without end', async () => {
    const pinging = await letIn()
    const ended = closeCode(pinging.socket)
    pinging.socket.ping()
    expect(await ended).toBe(1006)
    const again = async (message: string) => {
      const socket = await openSocket()
      socket.send(JSON.stringify({ key: pinging.key }))
      const code = closeCode(socket)
      socket.send(message)
      return code
    }
    expect(await again('{"id":-1,"name":"x","payload":{}}')).toBe(1008)
    const nested = (depth: number) => `{"id":1,"name":"x","payload":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(await again(nested(limits.messageDepth))).toBe(1008)
    expect(await again(`{"id":1,"name":"x","payload":[${'1,'.repeat(limits.messageParts)}1]}`)).toBe(1008)
    expect(asked).toEqual([])
    expect(await again('x'.repeat(300_000))).toBe(1009)
    expect(await again('{"key":"once more"}')).toBe(1008)
    await expect.poll(() => listeners.size).toBe(0)
  })
})
