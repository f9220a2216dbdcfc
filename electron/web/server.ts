import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import type { Core } from '../core/core.ts'
import { contentSecurityPolicy } from '../csp.ts'
import { COOKIE, createWebGuard, type Refused } from './guard.ts'
import { connectWindow } from './window.ts'

export interface WebEntry {
  /** The link that opens the dashboard, once. */
  readonly link: string
  readonly port: number
  close(): Promise<void>
}

export interface WebOptions {
  readonly core: Core
  /** 0: any free port. */
  readonly port: number
  /** The built renderer. */
  readonly rendererDir: string
}

/** A message from a window is small; a larger one is no message of ours. */
const MOST_BYTES = 256 * 1024

/**
 * Serves the dashboard on the loopback interface: files over HTTP, requests and events over one WebSocket a window.
 *
 * @throws Error with one clear sentence when the renderer is not built or the port is taken
 */
export async function serveWeb({ core, port, rendererDir }: WebOptions): Promise<WebEntry> {
  if (!existsSync(`${rendererDir}/index.html`))
    throw new Error(`The dashboard is not built: there is no ${rendererDir}/index.html. Run "npm run build".`)
  const guard = createWebGuard(() => listening)
  let listening = port
  let windows = 0
  const files = sirv(rendererDir, { etag: true, dev: true })

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const refused = guard.checkHost(request) ?? checkMethod(request)
    if (refused) {
      refuse(response, refused)
      return
    }
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${listening}`)
    const secret = guard.redeem(url.searchParams.get('token'))
    if (secret !== null) {
      response.setHeader('set-cookie', `${COOKIE}=${secret}; HttpOnly; SameSite=Strict; Path=/`)
      response.writeHead(303, { location: '/' }).end()
      return
    }
    const unknown = guard.checkCookie(request)
    if (unknown) {
      refuse(response, unknown)
      return
    }
    files(request, response, () => refuse(response, { status: 404, message: 'There is no such page.' }))
  })

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const wrongPath = new URL(request.url ?? '/', 'http://127.0.0.1').pathname !== '/bridge'
    // A browser always says its origin when it opens a socket; what does not is no window of ours.
    const noOrigin = request.headers.origin === undefined
    const refused = guard.checkHost(request) ?? guard.checkCookie(request)
    if (refused || wrongPath || noOrigin) {
      const status = refused?.status ?? (wrongPath ? 404 : 403)
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`)
      return
    }
    guard.spend()
    sockets.handleUpgrade(request, socket, head, client => {
      windows += 1
      connectWindow(core, client, { windowId: `browser-${windows}`, entry: 'browser' })
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(explain(error, port)))
    server.listen(port, '127.0.0.1', resolve)
  })
  listening = (server.address() as AddressInfo).port

  return {
    link: `http://127.0.0.1:${listening}/?token=${guard.token}`,
    port: listening,
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

function checkMethod(request: IncomingMessage): Refused | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  return { status: 405, message: 'Vigil answers only GET.' }
}

function refuse(response: ServerResponse, refused: { status: number; message: string }): void {
  response
    .writeHead(refused.status, { 'content-type': 'text/plain; charset=utf-8' })
    .end(`${refused.message}\n`)
}

function explain(error: Error, port: number): Error {
  if ('code' in error && error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use: close the other program, or choose another port with --port.`)
  if ('code' in error && error.code === 'EACCES')
    return new Error(`Port ${port} may not be opened: choose one above 1023 with --port.`)
  return error
}
