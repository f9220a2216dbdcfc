import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { WebSocket } from 'ws'
// Playwright has the protocol's types, but does not export them by name.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }

type Params<M extends keyof Protocol.CommandParameters> = Protocol.CommandParameters[M]
type Value<M extends keyof Protocol.CommandReturnValues> = Protocol.CommandReturnValues[M]

/** Chromium itself, or one of its pages. */
export interface Cdp {
  send<M extends keyof Protocol.CommandParameters>(method: M, params?: Params<M>): Promise<Value<M>>
  on<E extends keyof Protocol.Events>(event: E, listener: (params: Protocol.Events[E]) => void): void
  /** The page that was attached under this id. */
  session(id: string): Cdp
}

interface Incoming {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Chromium's DevTools protocol over its pipe: JSON messages, each ended by a NUL. Chromium ends when the pipe does. */
export function connectPipe(write: Writable, read: Readable): Cdp {
  let rest = Buffer.alloc(0)
  const { cdp, take } = speak(text => write.write(`${text}\0`))
  read.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      take(rest.subarray(0, end).toString('utf8'))
      rest = rest.subarray(end + 1)
    }
  })
  return cdp
}

/** The same over a socket of its own, which any process of this computer may open. */
export function connectSocket(endpoint: string, onClose: () => void): Promise<Cdp> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(endpoint, { perMessageDeflate: false })
    const { cdp, take } = speak(text => socket.send(text))
    socket.on('message', data => take(String(data)))
    socket.once('open', () => resolve(cdp))
    socket.once('error', reject)
    socket.once('close', onClose)
  })
}

function speak(write: (text: string) => void): { readonly cdp: Cdp; take(text: string): void } {
  const waiting = new Map<number, (message: Incoming) => void>()
  const events = new EventEmitter()
  let lastId = 0
  function take(text: string): void {
    const message = JSON.parse(text) as Incoming
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    } else events.emit(`${message.sessionId ?? ''} ${message.method}`, message.params)
  }

  function open(sessionId: string | undefined): Cdp {
    return {
      send: (method, params) =>
        new Promise((resolve, reject) => {
          lastId += 1
          waiting.set(lastId, ({ error, result }) => {
            if (error) reject(new Error(`${method}: ${error.message}`))
            else resolve(result as Value<typeof method>)
          })
          const message = { id: lastId, method, params: params ?? {}, ...(sessionId && { sessionId }) }
          write(JSON.stringify(message))
        }),
      on: (event, listener) => {
        events.on(`${sessionId ?? ''} ${event}`, listener)
      },
      session: id => open(id),
    }
  }
  return { cdp: open(undefined), take }
}
