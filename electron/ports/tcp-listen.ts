import { createServer, type Server, type Socket } from 'node:net'
import { phrase } from '../../shared/words/host.ts'
import { createListeners, type Transport, TransportError } from '../link/index.ts'
import { explainListenError } from './explain.ts'

/** A sender that is gone without a word is asked after so long, and makes room for another. */
const KEEP_ALIVE_AFTER_MS = 10_000
/** A sender that was silent for so long, though it is still there, gives way to one that calls: it may be gone half-way. */
const GIVES_WAY_AFTER_MS = 10_000
/** Answers that a sender does not take: it is let go. */
const UNSENT_AT_MOST_BYTES = 65_536

/**
 * Waits at one address of this computer, and no other, for one sender at a time to call: monitors and gateways that send by
 * themselves. A second one is turned away while the first one speaks, and that is said. Who has called and gone may call again:
 * the port stays open.
 *
 * @param nowMs a clock that never goes back
 */
export function createListeningTransport(host: string, port: number, nowMs: () => number): Transport {
  const address = `tcp-listen://${host.includes(':') ? `[${host}]` : host}:${port}`
  const data = createListeners<Uint8Array>()
  const ended = createListeners<string>()
  const remarks = createListeners<string | null>()
  let server: Server | null = null
  let sender: Socket | null = null
  let heardAtMs = 0
  let hasRemark = false
  let closed = false

  function remark(text: string | null): void {
    if (text === null && !hasRemark) return
    hasRemark = text !== null
    remarks.tell(text)
  }

  function welcome(socket: Socket): void {
    if (closed) {
      socket.destroy()
      return
    }
    if (sender !== null && nowMs() - heardAtMs < GIVES_WAY_AFTER_MS) {
      const from = socket.remoteAddress ?? phrase.lines.unknownAddress
      socket.on('error', () => {})
      socket.destroy()
      remark(phrase.lines.secondSender(from, address))
      return
    }
    const before = sender
    sender = socket
    heardAtMs = nowMs()
    before?.destroy()
    remark(null)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS)
    socket.on('data', (bytes: Buffer) => {
      if (sender !== socket) return
      heardAtMs = nowMs()
      data.tell(bytes)
    })
    // What went wrong with one sender is told by its silence, and by the next one's call.
    socket.on('error', () => {})
    socket.on('close', () => {
      if (sender !== socket) return
      sender = null
      remark(null)
    })
  }

  function open(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (closed) {
        reject(new TransportError('failed', phrase.lines.addressClosedWhileOpening(address)))
        return
      }
      const mine = createServer(welcome)
      server = mine
      let isOpen = false
      mine.on('error', (error: NodeJS.ErrnoException) => {
        const told = explainListenError(address, error.code, error.message)
        if (isOpen) ended.tell(told.message)
        else reject(told)
      })
      mine.listen({ host, port, exclusive: true, backlog: 1 }, () => {
        isOpen = true
        if (closed) reject(new TransportError('failed', phrase.lines.addressClosedWhileOpening(address)))
        else resolve()
      })
    })
  }

  return {
    open,
    write(bytes) {
      if (!sender?.writable) return
      if (sender.writableLength > UNSENT_AT_MOST_BYTES) sender.destroy()
      else sender.write(bytes)
    },
    close() {
      closed = true
      const mine = server
      sender?.destroy()
      if (!mine) return Promise.resolve()
      return new Promise(resolve => mine.close(() => resolve()))
    },
    onData: data.add,
    onClose: ended.add,
    onRemark: remarks.add,
  }
}
