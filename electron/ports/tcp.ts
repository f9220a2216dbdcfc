import { connect, type Socket } from 'node:net'
import { phrase } from '../../shared/words/host.ts'
import type { Timers } from '../core/timers.ts'
import { createListeners, type Transport, TransportError } from '../link/index.ts'
import { explainTcpError } from './explain.ts'

/** A device server on the clinic's own network answers within milliseconds, or not at all. */
const CONNECT_WITHIN_MS = 5000
/** First probe of an idle connection; the link's own watchdog is quicker wherever a monitor streams. */
const KEEP_ALIVE_AFTER_MS = 10_000

/** Raw TCP to a serial device server, which holds the line settings itself. */
export function createTcpTransport(host: string, port: number, timers: Timers): Transport {
  const address = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`
  const data = createListeners<Uint8Array>()
  const ended = createListeners<string>()
  let socket: Socket | null = null
  let closed = false

  function open(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(closedWhileOpening(address))
      const mine = connect({
        host,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
      })
      socket = mine
      let open = false
      let failure: NodeJS.ErrnoException | null = null
      const cancelLimit = timers.setTimer(CONNECT_WITHIN_MS, () => {
        mine.destroy(Object.assign(new Error(phrase.lines.noAnswer), { code: 'ETIMEDOUT' }))
      })
      mine.on('connect', () => {
        cancelLimit()
        open = true
        resolve()
      })
      mine.on('data', (bytes: Buffer) => data.tell(bytes))
      mine.on('error', (error: NodeJS.ErrnoException) => {
        failure = error
      })
      mine.on('close', () => {
        cancelLimit()
        if (open) {
          if (!closed) ended.tell(reasonOf(address, failure))
        } else if (closed) reject(closedWhileOpening(address))
        else reject(explainTcpError(address, failure?.code, failure?.message ?? phrase.lines.closedAtOnce))
      })
    })
  }

  return {
    open,
    write(bytes) {
      if (socket?.writable) socket.write(bytes)
    },
    drain() {
      const mine = socket
      if (!mine?.writable || mine.writableLength === 0) return Promise.resolve()
      return new Promise(resolve => {
        mine.once('drain', resolve).once('close', resolve)
        mine.write(new Uint8Array(0), () => resolve())
      })
    },
    close() {
      closed = true
      const mine = socket
      if (!mine || mine.closed) return Promise.resolve()
      return new Promise(resolve => {
        mine.once('close', () => resolve())
        mine.destroy()
      })
    },
    onData: data.add,
    onClose: ended.add,
  }
}

function reasonOf(address: string, failure: NodeJS.ErrnoException | null): string {
  if (failure) return explainTcpError(address, failure.code, failure.message).message
  return phrase.lines.closedByDeviceServer(address)
}

function closedWhileOpening(address: string): TransportError {
  return new TransportError('failed', phrase.lines.connectionClosedWhileOpening(address))
}
