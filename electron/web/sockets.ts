import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { MINUTE_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { JsonDoor } from '../host/supervisor.ts'
import { closeSocket } from './close-socket.ts'
import type { Refused, WebGuard } from './guard.ts'
import type { Limits } from './limits.ts'
import { parseJson } from './parse-json.ts'
import { connectWindow } from './window.ts'

/** A socket's first message: what lets it in, or the link's token, which is answered with what does. */
const firstMessage = z.strictObject({ key: z.string().max(100) })

/** It is one word in one object. */
const FIRST = { depth: 1, parts: 1 }

/** The window has no right key (any more): it asks for one, and does not simply try again. */
const SHUT_OUT = 4401

/** The sockets of the browser entry, from the upgrade until their first message lets them in as windows. */
export interface Sockets {
  /** As many are waiting as may; null: there is room. */
  full(): Refused | null
  take(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Every window connects anew, and asks for a snapshot; each is told these sentences then, for a minute. */
  restart(notices: readonly string[]): void
  close(): void
}

/** The core has begun anew (RFC 6455 calls it "service restart"): the window comes back at once. */
const RESTARTED = 1012
const NOTICES_FOR_MS = MINUTE_MS

/** @param onFirst called when the first window has been let in */
export function createSockets(core: JsonDoor, guard: WebGuard, limits: Limits, onFirst: () => void): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    // One message a turn: a window that sends hundreds at once has alarms wait for one of them.
    allowSynchronousEvents: false,
    // No window of ours pings; what does could have its answers pile up unread.
    autoPong: false,
  })
  const waiting = new Set<WebSocket>()
  let windows = 0
  let notices: readonly string[] = []

  function admit(client: WebSocket): void {
    waiting.add(client)
    const late = setTimeout(() => client.terminate(), limits.keyMs)
    const leave = () => {
      clearTimeout(late)
      waiting.delete(client)
    }
    // An error is always followed by close; without a listener it would end the core.
    client.on('error', () => client.terminate())
    client.on('ping', () => client.terminate())
    client.once('close', leave)
    const hear = (isFirst: boolean) => (data: unknown) => {
      const given = parseJson(firstMessage, String(data), FIRST)?.key ?? ''
      const exchanged = isFirst ? guard.exchange(given) : null
      if (exchanged !== null) {
        // The link stays good until this comes back: then the window has kept it.
        client.once('message', hear(false))
        client.send(JSON.stringify({ key: exchanged }))
        return
      }
      leave()
      if (!guard.letIn(given)) {
        closeSocket(client, SHUT_OUT, phrase.entries.openByLink)
        return
      }
      windows += 1
      if (windows === 1) onFirst()
      client.send(JSON.stringify({ key: given }))
      for (const notice of notices)
        client.send(JSON.stringify({ events: [{ kind: 'notice', sentence: notice }] }))
      connectWindow(core, client, { windowId: `browser-${windows}`, entry: 'browser' })
    }
    client.once('message', hear(true))
  }

  return {
    full: () =>
      waiting.size < limits.waiting ? null : { status: 503, message: phrase.entries.tooManyWindows },
    take: (request, socket, head) => server.handleUpgrade(request, socket, head, admit),
    restart(sentences) {
      notices = [...notices, ...sentences]
      setTimeout(() => {
        notices = notices.filter(notice => !sentences.includes(notice))
      }, NOTICES_FOR_MS).unref()
      for (const client of server.clients)
        if (!waiting.has(client)) closeSocket(client, RESTARTED, phrase.entries.begunAnew)
    },
    close() {
      for (const client of server.clients) client.terminate()
    },
  }
}
