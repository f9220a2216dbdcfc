import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { cli, end, firstLine, start } from '../hosts/processes.ts'

/* The browser entry lets nobody in but the browser that had the link. */

let core: ChildProcess
let dataDir: string
let port: number
let token: string
const words: string[] = []

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-server-'))
  core = start(
    [cli, 'serve', '--port', '0', '--no-open'],
    { VIGIL_DATA: dataDir },
    line => void words.push(line),
  )
  const { link } = JSON.parse(await firstLine(core, line => line.startsWith('{'))) as { link: string }
  port = Number(new URL(link).port)
  token = new URL(link).searchParams.get('token') ?? ''
})
test.afterAll(async () => {
  await end(core, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

interface Reply {
  readonly status: number
  readonly cookie: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** A plain request, with any headers a browser would not let a page set. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, method }, response => {
      response.resume()
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
      resolve({ status: response.statusCode ?? 0, cookie, headers: response.headers })
    })
    request.on('error', reject)
    request.end()
  })
}

/** Opens the socket; gives the HTTP status of a refusal, or 101. */
function open(
  headers: Record<string, string>,
  path = '/bridge',
): Promise<{ status: number; socket: WebSocket }> {
  return new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    socket.on('open', () => resolve({ status: 101, socket }))
    socket.on('unexpected-response', (_request, response) =>
      resolve({ status: response.statusCode ?? 0, socket }),
    )
    socket.on('error', () => {})
  })
}

const origin = () => `http://127.0.0.1:${port}`
let cookie = ''
let key = ''

/** Opens the socket and says this first; gives the key that comes back, or the code of the close. */
async function comeIn(first: unknown): Promise<{ socket: WebSocket; key?: string; code?: number }> {
  const { status, socket } = await open({ cookie, origin: origin() })
  expect(status).toBe(101)
  socket.send(typeof first === 'string' ? first : JSON.stringify(first))
  return new Promise(resolve => {
    socket.once('message', data =>
      resolve({ socket, key: (JSON.parse(String(data)) as { key: string }).key }),
    )
    socket.once('close', code => resolve({ socket, code }))
  })
}

test.describe.configure({ mode: 'serial' })

test('nothing is served without the link', async () => {
  expect((await get('/')).status).toBe(401)
  expect((await get('/index.html')).status).toBe(401)
  expect((await get('/?token=wrong')).status).toBe(401)
  expect((await open({ origin: origin() })).status).toBe(401)
})

test('the link gives a cookie that no script can read', async () => {
  const reply = await get(`/?token=${token}`)
  expect(reply.status).toBe(303)
  // The page finds the token where browsers send it nowhere.
  expect(reply.headers['location']).toBe(`/#${token}`)
  expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  ;({ cookie } = reply)
  const page = await get('/', { cookie })
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
})

test('a foreign Host or Origin is refused, with the cookie or without', async () => {
  expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403)
  expect((await get('/', { cookie, host: `evil.example:${port}` })).status).toBe(403)
  expect((await get('/', { cookie, origin: 'http://evil.example' })).status).toBe(403)
  expect((await open({ cookie, origin: 'http://evil.example' })).status).toBe(403)
  expect((await open({ cookie, origin: `http://127.0.0.1:${port + 1}` })).status).toBe(403)
  expect((await open({ cookie })).status).toBe(403)
  expect((await get('/', { cookie }, 'POST')).status).toBe(405)
})

test('paths outside the dashboard are not served', async () => {
  for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/bridge'])
    expect((await get(path, { cookie })).status).not.toBe(200)
  expect((await open({ cookie, origin: origin() }, '/other')).status).toBe(404)
})

test('another page may lead to Vigil, and take nothing in', async () => {
  const from = (site: string, mode: string, dest: string) => ({
    cookie,
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  })
  expect((await get('/', from('cross-site', 'navigate', 'document'))).status).toBe(200)
  expect((await get('/', from('none', 'navigate', 'document'))).status).toBe(200)
  expect((await get('/', from('same-origin', 'cors', 'empty'))).status).toBe(200)
  // Another port of this computer is the same site, and another page all the same.
  expect((await get('/', from('same-site', 'navigate', 'iframe'))).status).toBe(403)
  expect((await get('/', from('same-site', 'no-cors', 'script'))).status).toBe(403)
  expect((await get('/', from('cross-site', 'no-cors', 'image'))).status).toBe(403)
})

test('the cookie, which every port of this computer receives, opens no window', async () => {
  for (const first of [{ key: '' }, { key: 'x'.repeat(32) }, { key: cookie.split('=')[1] }, {}, 'no JSON'])
    expect((await comeIn(first)).code).toBe(4401)
  expect((await comeIn({ id: 1, name: 'snapshot', payload: {} })).code).toBe(4401)
})

test('the link opens nothing more once a window has shown its key, by which it comes back', async () => {
  const first = await comeIn({ key: token })
  key = first.key ?? ''
  first.socket.close()
  expect(key).toMatch(/^[\w-]{32}$/)
  expect([token, cookie.split('=')[1]]).not.toContain(key)
  // It went before it had shown its key, as a page does that is loaded anew at once.
  const second = await comeIn({ key: token })
  expect(second.key).toBe(key)
  second.socket.send(JSON.stringify({ key }))
  await new Promise(resolve => second.socket.once('message', resolve))
  second.socket.close()
  expect((await comeIn({ key: token })).code).toBe(4401)
  const again = await comeIn({ key })
  expect(again.key).toBe(key)
  again.socket.close()
  expect((await get(`/?token=${token}`)).status).toBe(401)
  expect((await get('/', { cookie })).status).toBe(200)
})

test('whatever a window sends, the core answers or closes that window, and goes on', async () => {
  const seeds = Array.from({ length: 300 }, (_, seed) => makeMessage(seed))
  for (const message of seeds) {
    const { socket } = await comeIn({ key })
    const closed = new Promise<void>(resolve => socket.on('close', () => resolve()))
    const answered = new Promise<void>(resolve =>
      socket.on('message', data => String(data).includes('"answer"') && resolve()),
    )
    socket.send(message)
    await Promise.race([closed, answered])
    socket.terminate()
  }
  const { socket } = await comeIn({ key })
  const answer = new Promise<string>(resolve =>
    socket.on('message', data => String(data).includes('"answer"') && resolve(String(data))),
  )
  socket.send(JSON.stringify({ id: 1, name: 'snapshot', payload: {} }))
  expect(JSON.parse(await answer)).toMatchObject({ id: 1, answer: { ok: true } })
  socket.close()
  expect(words.filter(line => /Uncaught|failed; watching/.test(line))).toEqual([])
})

/** Messages from broken to nearly right. */
function makeMessage(seed: number): string | Buffer {
  const names = [
    'snapshot',
    'openSession',
    'acknowledge',
    'constructor',
    '__proto__',
    'toString',
    'makeReport',
    'addDevice',
    '',
  ]
  const values = [
    null,
    [],
    'x'.repeat(seed * 7),
    -1,
    1e308,
    { a: { b: [] } },
    true,
    '../../etc/passwd',
    '\u0000',
  ]
  const name = names[seed % names.length]
  const value = values[seed % values.length]
  switch (seed % 6) {
    case 0:
      return Buffer.from(Array.from({ length: seed + 1 }, (_, n) => (n * 31 + seed) % 256))
    case 1:
      return JSON.stringify(value) ?? 'undefined'
    case 2:
      return JSON.stringify({ id: seed, name, payload: value })
    case 3:
      return JSON.stringify({
        id: seed,
        name,
        payload: { by: value, roomId: value, sessionId: value, patient: value },
      })
    case 4:
      return `{"id":${seed},"name":"${name}","payload":{"__proto__":{"by":"x"},"by":"nobody","roomId":"room-1"`
    default:
      return JSON.stringify({ id: -seed, name: value, payload: {}, extra: 1 })
  }
}
