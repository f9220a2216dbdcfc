import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Duplex } from 'node:stream'
import { phrase } from '../../shared/words/host.ts'
import { dashboardHeaders, readDashboardFile } from '../dashboard-file.ts'
import type { JsonDoor } from '../host/supervisor.ts'
import { say } from '../process/say.ts'
import { createWebGuard, type Refused, type WebGuard, type WebSecrets } from './guard.ts'
import { type Limits, limits as usualLimits } from './limits.ts'
import { createSockets, type Sockets } from './sockets.ts'

export interface WebEntry {
  /** The link that opens the dashboard, once. */
  readonly link: string
  readonly port: number
  /** The core has begun anew: every window asks for a snapshot, and is told these sentences. */
  restart(notices: readonly string[]): void
  close(): Promise<void>
}

export interface WebOptions {
  readonly core: JsonDoor
  /** 0: any free port. */
  readonly port: number
  /** The built renderer. */
  readonly rendererDir: string
  /** Of a front whose place this one takes. */
  readonly secrets?: WebSecrets
  /** Told at the start, and when the link has done its work. */
  readonly onSecrets?: (secrets: WebSecrets, port: number) => void
  /** Shorter ones, in a test. */
  readonly limits?: Limits
}

/**
 * Serves the dashboard on the loopback interface: files over HTTP, requests and events over one WebSocket a window. Whatever
 * bytes come, they are answered or their connection is closed: every program and every web page of this computer can
 * send some, and none may end the core.
 *
 * @throws Error with one clear sentence when the renderer is not built or the port is taken
 */
export async function serveWeb({
  core,
  port,
  rendererDir,
  secrets,
  onSecrets = () => {},
  limits = usualLimits,
}: WebOptions): Promise<WebEntry> {
  if (!existsSync(`${rendererDir}/index.html`)) throw new Error(phrase.entries.dashboardNotBuilt(rendererDir))
  const guard = createWebGuard(() => listening, secrets)
  let listening = port
  const tellSecrets = () => onSecrets(guard.secrets(), listening)
  const sockets = createSockets(core, guard, limits, tellSecrets)
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headerMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.lookMs,
  })
  server.maxConnections = limits.connections
  // Before anything else hears of the connection: a reset at any moment is an error that somebody must hear.
  server.prependListener('connection', socket => socket.on('error', () => socket.destroy()))
  answerRequests(server, guard, resolve(rendererDir))
  answerUpgrades(server, guard, sockets)

  await new Promise<void>((started, reject) => {
    server.once('error', error => reject(explain(error, port)))
    server.listen(port, '127.0.0.1', started)
  })
  server.on('error', error => say(phrase.entries.connectionNotTaken, error))
  listening = (server.address() as AddressInfo).port
  tellSecrets()

  return {
    link: `http://127.0.0.1:${listening}/?token=${guard.token}`,
    port: listening,
    restart: sockets.restart,
    async close() {
      sockets.close()
      server.closeAllConnections()
      await new Promise(ended => server.close(ended))
    },
  }
}

function answerRequests(server: Server, guard: WebGuard, folder: string): void {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const refused = guard.check(request)
    if (refused) return refuse(response, refused)
    const [path = '', query] = (request.url ?? '').split('?')
    const cookie = guard.redeem(new URLSearchParams(query).get('token'))
    if (cookie !== null) {
      // Behind the #, which no browser sends anywhere: the page says it in its socket's first message.
      response.writeHead(303, { 'set-cookie': cookie, location: `/#${guard.token}` }).end()
      return
    }
    const unknown = guard.checkCookie(request)
    if (unknown) return refuse(response, unknown)
    const file = await readDashboardFile(folder, path)
    if (file === null) return refuse(response, { status: 404, message: phrase.entries.noSuchPage })
    response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  }

  function take(request: IncomingMessage, response: ServerResponse): void {
    for (const stream of [request, response]) stream.on('error', () => request.socket.destroy())
    answer(request, response).catch((error: unknown) => {
      say(phrase.entries.requestNotAnswered, error)
      request.socket.destroy()
    })
  }

  server.on('request', take)
  // What asks first whether it may send a body hears no.
  server.on('checkContinue', take)
  server.on('clientError', (error: Error & { readonly code?: string }, socket) => {
    const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400
    closeWith(socket, status)
  })
}

function answerUpgrades(server: Server, guard: WebGuard, sockets: Sockets): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    try {
      const refused =
        guard.check(request) ?? checkBridge(request) ?? guard.checkCookie(request) ?? sockets.full()
      if (refused) closeWith(socket, refused.status)
      else sockets.take(request, socket, head)
    } catch (error) {
      say(phrase.entries.windowNotConnected, error)
      socket.destroy()
    }
  })
}

function checkBridge({ url, headers }: IncomingMessage): Refused | null {
  // A browser always says its origin when it opens a socket; what does not is no window of ours.
  if (headers.origin === undefined) return { status: 403, message: phrase.entries.onlyWindows }
  return url === '/bridge' ? null : { status: 404, message: phrase.entries.noSuchPage }
}

const headers = {
  ...dashboardHeaders,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

function refuse(response: ServerResponse, { status, message }: Refused): void {
  response
    // What else comes on this connection is not looked at.
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${message}\n`)
}

/** Says why on a bare connection, and ends it also where the other end does not. */
function closeWith(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  setTimeout(() => socket.destroy(), usualLimits.lingerMs).unref()
}

function explain(error: Error, port: number): Error {
  if ('code' in error && error.code === 'EADDRINUSE') return new Error(phrase.entries.portInUse(port))
  if ('code' in error && error.code === 'EACCES') return new Error(phrase.entries.portNotAllowed(port))
  return error
}
