import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import { limits } from './limits.ts'
import type { WebEntry } from './server.ts'
import { answerTrouble, MOST_FORM_BYTES, type Remedies, troubleHeaders } from './trouble-answers.ts'

/** Where the page is. */
export type TroubleEntry = Omit<WebEntry, 'restart'>

/** The page, which may give its port to the dashboard. */
export interface TroublePage extends TroubleEntry {
  /** Nobody is answered here any more, but for who was asking. Gives the port. */
  release(): Promise<number>
}

/**
 * Serves one page instead of the dashboard: why the record was not opened, and the ways on. Whoever started Vigil has its link;
 * it ends with the process. Nothing of the record can be read here.
 */
export async function serveTrouble(port: number, sentence: string, remedies: Remedies): Promise<TroublePage> {
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
      say(phrase.entries.closedRecordNotAnswered, error)
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
    async release() {
      server.close()
      await new Promise(resolve => setImmediate(resolve))
      return listening
    },
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
  if (!isOurs || request.url !== path) return end(response, 404, phrase.entries.thereIsNothing)
  if (request.method !== 'GET' && request.method !== 'POST')
    return end(response, 405, phrase.entries.onlyGetAndPost)
  const form = request.method === 'POST' ? await readForm(request) : null
  if (request.method === 'POST' && !form) return end(response, 400, phrase.entries.notVigilForm)
  const answered = await answerTrouble(sentence, remedies, form)
  if ('page' in answered) end(response, 200, answered.page)
  // The port is the dashboard's now: what a browser asks next must not come over this connection.
  else response.writeHead(303, { ...troubleHeaders, location: answered.location, connection: 'close' }).end()
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
    ...troubleHeaders,
    'content-type': content.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
  })
  response.end(content)
}
