import { EventEmitter } from 'node:events'
import { notImplemented } from './strict.ts'

/** One end of a channel in this process, as Electron's `MessagePortMain` is: what comes waits until it is started. */
export interface Port {
  readonly events: EventEmitter
  take(message: unknown): void
  end(): void
  /** The object that the program sees. */
  readonly face: object
}

/** @param send hands a message to the other end, wherever that is */
export function createPort(send: (message: unknown) => void, onClose: () => void): Port {
  const events = new EventEmitter()
  const waiting: unknown[] = []
  let started = false
  let closed = false

  const listen = (event: string, add: (event: string, listener: never) => unknown) => (listener: never) => {
    if (event !== 'message' && event !== 'close') throw notImplemented(`MessagePortMain event ${event}`)
    add(event, listener)
  }
  const port: Port = {
    events,
    take(message) {
      if (closed) return
      if (started) events.emit('message', { data: message, ports: [] })
      else waiting.push(message)
    },
    end() {
      if (closed) return
      closed = true
      events.emit('close')
    },
    face: new Proxy(
      {
        postMessage(message: unknown, transfer: readonly unknown[] = []) {
          if (transfer.length > 0) throw notImplemented('MessagePortMain.postMessage with ports')
          // What may not be cloned throws here, whether anybody listens or not.
          if (!closed) send(structuredClone(message))
        },
        start() {
          if (started) return
          started = true
          for (const message of waiting.splice(0))
            setImmediate(() => events.emit('message', { data: message, ports: [] }))
        },
        close() {
          if (closed) return
          closed = true
          onClose()
        },
        on(event: string, listener: never) {
          listen(event, (name, added) => events.on(name, added))(listener)
          return port.face
        },
        once(event: string, listener: never) {
          listen(event, (name, added) => events.once(name, added))(listener)
          return port.face
        },
        off(event: string, listener: never) {
          events.off(event, listener)
          return port.face
        },
      },
      {
        get(target, key) {
          if (typeof key === 'symbol' || key === 'then' || Object.hasOwn(target, key))
            return Reflect.get(target, key)
          throw notImplemented(`MessagePortMain.${key}`)
        },
      },
    ),
  }
  return port
}
