import { contextBridge, ipcRenderer } from 'electron'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'

/*
 * All that a window gets: one way to ask and one way to listen, by a port of its own to the core. Requests are checked in the core,
 * not here: a window that has been taken over could leave this script out.
 */

type Listener = (event: CoreEvent) => void
type Connection = 'connecting' | 'connected'
/** The page's end of the port (HTML, `MessagePort`): this script is compiled without the DOM's types. */
interface PagePort {
  postMessage(message: unknown): void
  close(): void
  onmessage: ((event: { readonly data: unknown }) => void) | null
}
type FromCore = { readonly events: readonly CoreEvent[] } | { readonly id: number; readonly answer: string }

/** The page words it. */
const stopped: Answer = { ok: false, code: 'stopped', message: '' }

const listeners = new Set<Listener>()
const connections = new Set<(connection: Connection) => void>()
const waiting = new Map<number, (answer: Answer) => void>()
/** What the shell has said before the page listened. */
const unheard: CoreEvent[] = []
/** What the page has asked before there was a port for the first time. */
const early: ((to: PagePort) => void)[] = []
let port: PagePort | null = null
let lastId = 0

function hear(event: CoreEvent): void {
  for (const listener of listeners) {
    try {
      listener(event)
    } catch (error) {
      // What one listener makes of one event must not keep the alarms after it.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

function take(fresh: PagePort): void {
  port?.close()
  port = fresh
  for (const answer of waiting.values()) answer(stopped)
  waiting.clear()
  for (const ask of early.splice(0)) ask(fresh)
  fresh.onmessage = ({ data }) => {
    const said = data as FromCore
    if ('events' in said) {
      for (const event of said.events) hear(event)
      return
    }
    waiting.get(said.id)?.(JSON.parse(said.answer) as Answer)
    waiting.delete(said.id)
  }
  for (const tell of connections) tell('connected')
}

ipcRenderer.on('vigil:port', ({ ports }) => {
  const [fresh] = ports as readonly unknown[] as readonly PagePort[]
  if (fresh) take(fresh)
})
ipcRenderer.on('vigil:notice', (_, sentence: string) => {
  const notice = { kind: 'notice', sentence } as const
  if (listeners.size === 0) unheard.push(notice)
  else hear(notice)
})
// Another core has begun: the port to the one before leads nowhere.
ipcRenderer.on('vigil:restarted', () => ipcRenderer.send('vigil:connect'))
ipcRenderer.send('vigil:connect')

contextBridge.exposeInMainWorld('vigil', {
  request(name: string, payload: unknown): Promise<unknown> {
    lastId += 1
    const id = lastId
    return new Promise(resolve => {
      const ask = (to: PagePort) => {
        waiting.set(id, resolve)
        to.postMessage({ id, name, payload })
      }
      if (port === null) early.push(ask)
      else ask(port)
    })
  },
  onEvent(listener: Listener): () => void {
    listeners.add(listener)
    for (const event of unheard.splice(0)) listener(event)
    return () => {
      listeners.delete(listener)
    }
  },
  onConnection(listener: (connection: Connection) => void): () => void {
    connections.add(listener)
    listener(port === null ? 'connecting' : 'connected')
    return () => {
      connections.delete(listener)
    }
  },
})
