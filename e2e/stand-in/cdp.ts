import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
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
  const waiting = new Map<number, (message: Incoming) => void>()
  const events = new EventEmitter()
  let lastId = 0
  let rest = Buffer.alloc(0)

  read.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      take(JSON.parse(rest.subarray(0, end).toString('utf8')) as Incoming)
      rest = rest.subarray(end + 1)
    }
  })

  function take(message: Incoming): void {
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
          write.write(`${JSON.stringify(message)}\0`)
        }),
      on: (event, listener) => {
        events.on(`${sessionId ?? ''} ${event}`, listener)
      },
      session: id => open(id),
    }
  }
  return open(undefined)
}
