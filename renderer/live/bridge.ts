import type { Answer, Bridge, CoreEvent } from '../../shared/ipc.ts'
import { text } from '../text/text.ts'

declare global {
  interface Window {
    /** What the preload script exposes in the desktop app; absent in a browser. */
    readonly vigil?: ConnectedBridge
  }
}

/** `shutOut`: this window has no right key, and only a new link lets it in. */
export type Connection = 'connecting' | 'connected' | 'lost' | 'shutOut'

export interface ConnectedBridge extends Bridge {
  /** Told at once, and on every change. `connected` again means that a new snapshot is needed. */
  onConnection(listener: (connection: Connection) => void): () => void
}

/** What lets a window in at the browser entry. */
export interface KeyRing {
  /** The token of the link, else the key that was kept; empty where there is neither. */
  read(): string
  /** What lets this window in, now and whenever it comes back. */
  keep(key: string): void
  /** The core does not know it (any more). A newer one, of another window, is found at the next try. */
  drop(tried: string): void
}

/** The way to the core: the preload's, or else a socket to the page's own server. */
export function connectBridge(keyRing: KeyRing): ConnectedBridge {
  return window.vigil ?? connectSocket(keyRing)
}

/** A front that was killed is back within two seconds: so long this window asks often. A browser holds back the sockets of a page where many have failed. */
const SOON_MS = 250
const SOON_TIMES = 16
const LATER_MS = [500, 1000, 2000] as const
const retryMs = (tries: number): number =>
  tries < SOON_TIMES ? SOON_MS : (LATER_MS[tries - SOON_TIMES] ?? LATER_MS[2])

const cutAnswer = () => ({ ok: false, code: 'failed', message: text.common.cutRefusal }) as const

type Message =
  | { readonly id: number; readonly answer: Answer }
  | { readonly events: readonly CoreEvent[] }
  | { readonly key: string }

/** How the core closes a socket whose key is not right (any more). */
const SHUT_OUT = 4401
/** The same where the core has begun anew (RFC 6455, "service restart"): it is there, and waits for this window. */
const RESTARTED = 1012

function connectSocket(keyRing: KeyRing): ConnectedBridge {
  const eventListeners = new Set<(event: CoreEvent) => void>()
  const connectionListeners = new Set<(connection: Connection) => void>()
  const waiting = new Map<number, (answer: Answer) => void>()
  let connection: Connection = 'connecting'
  let isIn = false
  let socket: WebSocket | null = null
  let lastId = 0
  let tries = 0

  function become(next: Connection): void {
    connection = next
    for (const listener of connectionListeners) listener(next)
  }

  function open(): void {
    const url = new URL('/bridge', window.location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    socket = new WebSocket(url)
    const opened = socket
    let key = keyRing.read()
    // The key goes in here, and in no cookie: browsers send those to every port of this computer.
    opened.addEventListener('open', () => opened.send(JSON.stringify({ key })))
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message
      if (!('key' in message)) take(message)
      else if (message.key === key) comeIn(key)
      else {
        // The link is good until this is shown: whoever loads the page anew before then is let in by it again.
        key = message.key
        keyRing.keep(key)
        opened.send(JSON.stringify({ key }))
      }
    })
    socket.addEventListener('close', ({ code }) => {
      for (const answer of waiting.values()) answer(cutAnswer())
      waiting.clear()
      isIn = false
      if (code === SHUT_OUT) keyRing.drop(key)
      become(code === SHUT_OUT ? 'shutOut' : code === RESTARTED ? 'connecting' : 'lost')
      window.setTimeout(open, code === RESTARTED ? 0 : retryMs(tries++))
    })
  }

  function comeIn(key: string): void {
    keyRing.keep(key)
    tries = 0
    isIn = true
    become('connected')
  }

  /** What one listener makes of one event must not keep the alarms after it. */
  function hear(listener: (event: CoreEvent) => void, event: CoreEvent): void {
    try {
      listener(event)
    } catch (error) {
      reportError(error)
    }
  }

  function take(message: Exclude<Message, { key: string }>): void {
    if ('events' in message) {
      for (const event of message.events) for (const listener of eventListeners) hear(listener, event)
      return
    }
    waiting.get(message.id)?.(message.answer)
    waiting.delete(message.id)
  }

  open()
  return {
    request: (name, payload) =>
      new Promise(resolve => {
        // Nothing waits for a connection: a press that came to nothing must not be carried out when it is back.
        if (!isIn || socket?.readyState !== WebSocket.OPEN) {
          resolve(cutAnswer())
          return
        }
        const id = ++lastId
        waiting.set(id, answer => resolve(answer as Awaited<ReturnType<Bridge['request']>> as never))
        socket.send(JSON.stringify({ id, name, payload }))
      }),
    onEvent(listener) {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      listener(connection)
      return () => connectionListeners.delete(listener)
    },
  }
}
