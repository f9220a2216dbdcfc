import { EventEmitter } from 'node:events'
import { connectSocket } from './cdp.ts'
import { joinPageEnd, type PageEnd } from './page-end.ts'
import { createPort, type Port } from './port.ts'
import { notImplemented } from './strict.ts'
import type { ToUtility } from './utility-process.ts'

/*
 * Loaded into a utility process before its program: `process.parentPort`, and the ports that come with its messages. A port whose other end is in a page
 * is joined to it by this process's own connection to Chromium: the main process may stand still, or be gone.
 */

const events = new EventEmitter()
const unheard: object[] = []
const ports = new Map<string, { readonly port: Port; page: PageEnd | null; readonly unsent: unknown[] }>()

function makePort(id: string): object {
  const known = {
    port: createPort(
      message => (known.page ? known.page.send(message) : void known.unsent.push(message)),
      () => ports.delete(id),
    ),
    page: null as PageEnd | null,
    unsent: [] as unknown[],
  }
  ports.set(id, known)
  return known.port.face
}

async function join(id: string, endpoint: string, targetId: string): Promise<void> {
  const known = ports.get(id)
  if (!known) return
  const end = () => {
    ports.delete(id)
    known.port.end()
  }
  const browser = await connectSocket(endpoint, end)
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  known.page = await joinPageEnd(browser.session(sessionId), id, message => known.port.take(message), end)
  for (const message of known.unsent.splice(0)) known.page.send(message)
}

process.on('message', (said: ToUtility) => {
  if (said.kind === 'join') {
    // The page, or Chromium, may have gone meanwhile.
    join(said.portId, said.endpoint, said.targetId).catch(() => ports.get(said.portId)?.port.end())
    return
  }
  if (said.kind === 'port') {
    ports.get(said.portId)?.port.take(said.message)
    return
  }
  const event = { data: said.message, ports: said.ports.map(makePort) }
  if (events.listenerCount('message') === 0) unheard.push(event)
  else events.emit('message', event)
})
// Electron ends its utility processes with itself, and asks none of them.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

const parentPort = {
  postMessage(message: unknown) {
    if (process.connected) process.send?.(structuredClone(message), undefined, undefined, () => {})
  },
  on(event: string, listener: (event: object) => void) {
    if (event !== 'message') throw notImplemented(`parentPort event ${event}`)
    events.on('message', listener)
    for (const waiting of unheard.splice(0)) setImmediate(() => listener(waiting))
    return parentPort
  },
}
Object.defineProperty(process, 'parentPort', {
  value: new Proxy(parentPort, {
    get(target, key) {
      if (typeof key === 'symbol' || Object.hasOwn(target, key)) return Reflect.get(target, key)
      throw notImplemented(`parentPort.${key}`)
    },
  }),
})
