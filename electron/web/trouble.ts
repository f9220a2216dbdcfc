import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { say } from '../process/say.ts'
import { limits } from './limits.ts'
import type { WebEntry } from './server.ts'
import { troublePage } from './trouble-page.ts'

/** What may be done about a record that cannot be opened. Each throws an Error with one sentence. */
export interface Remedies {
  /** Names of backups, newest first. */
  backups(): readonly string[]
  /** What a backup holds, as one sentence. */
  tryBackup(name: string, code: string | null): string
  restore(name: string, code: string | null): string
  beginAnew(names: readonly [string, string]): string
}

/** Where the page is. */
export type TroubleEntry = Omit<WebEntry, 'restart'>

const MOST_FORM_BYTES = 4096
const csp =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/**
 * Serves one page instead of the dashboard: why the record was not opened, and the ways on. Whoever started Vigil has its link;
 * it ends with the process. Nothing of the record can be read here.
 */
export async function serveTrouble(
  port: number,
  sentence: string,
  remedies: Remedies,
): Promise<TroubleEntry> {
  const path = `/${randomBytes(24).toString('base64url')}`
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headerMs,
    requestTimeout: limits.requestMs,
  })
  server.maxConnections = limits.connections
  server.prependListener('connection', socket => socket.on('error', () => socket.destroy()))
  server.on('clientError', (_error, socket) => void socket.destroy())
  server.on('request', (request, response) => {
    void answer(request, response, path, sentence, remedies, () => listening).catch((error: unknown) => {
      say('A request to the page of a closed record could not be answered.', error)
      response.destroy()
    })
  })
  let listening = port
  await new Promise<void>((started, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => started())
  })
  listening = (server.address() as AddressInfo).port
  return {
    link: `http://127.0.0.1:${listening}${path}`,
    port: listening,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  sentence: string,
  remedies: Remedies,
  port: () => number,
): Promise<void> {
  const allowed = [`127.0.0.1:${port()}`, `localhost:${port()}`]
  const { host = '', origin } = request.headers
  const isOurs =
    allowed.includes(host) && (origin === undefined || allowed.some(name => origin === `http://${name}`))
  if (!isOurs || request.url !== path) return end(response, 404, 'There is nothing here.')
  if (request.method === 'GET') return end(response, 200, troublePage(sentence, remedies.backups(), null))
  if (request.method !== 'POST') return end(response, 405, 'Vigil answers only GET and POST here.')
  const form = await readForm(request)
  if (!form) return end(response, 400, 'This is no form of Vigil.')
  end(response, 200, troublePage(sentence, remedies.backups(), act(form, remedies)))
}

/** What came of it, as a sentence. */
function act(form: URLSearchParams, remedies: Remedies): string {
  const code = form.get('code')?.trim() || null
  const name = form.get('backup') ?? ''
  try {
    switch (form.get('do')) {
      case 'try':
        return remedies.tryBackup(name, code)
      case 'restore':
        return remedies.restore(name, code)
      case 'anew':
        return remedies.beginAnew([form.get('first')?.trim() ?? '', form.get('second')?.trim() ?? ''])
      default:
        return 'Nothing was done.'
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const [type] = (request.headers['content-type'] ?? '').split(';')
  if (type !== 'application/x-www-form-urlencoded') return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_FORM_BYTES) return null
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

function end(response: ServerResponse, status: number, content: string): void {
  response.writeHead(status, {
    'content-type': content.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'content-security-policy': csp,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(content)
}
