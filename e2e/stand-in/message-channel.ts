import { randomBytes } from 'node:crypto'
import type { MessagePortMain } from 'electron'
import { connectSocket } from './cdp.ts'
import { endpointOfChromium } from './chromium.ts'
import { joinPageEnd, type PageEnd } from './page-end.ts'
import { createPort, type Port } from './port.ts'
import { notImplemented, stop } from './strict.ts'

/*
 * Channels made by the main process. An end may stay here, go to a page, or go to a utility process; once one is in a page and the other in a
 * utility process, the two are joined by that process's own connection to Chromium, and this one has nothing more to do with it.
 */

/** How a utility process is told what it has got. */
export interface UtilityEnd {
  join(portId: string, page: { readonly endpoint: string; readonly targetId: string }): void
  take(portId: string, message: unknown): void
}

type Where =
  | { readonly kind: 'here' }
  | { readonly kind: 'page' }
  | { readonly kind: 'utility'; readonly utility: UtilityEnd }

interface End {
  readonly id: string
  readonly port: Port
  where: Where
}

const ends = new WeakMap<object, { readonly own: End; readonly other: End }>()

export const MessageChannelMain = class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const id = randomBytes(12).toString('hex')
    const first: End = {
      id,
      port: createPort(
        message => pass(second, message),
        () => second.port.end(),
      ),
      where: { kind: 'here' },
    }
    const second: End = {
      id,
      port: createPort(
        message => pass(first, message),
        () => first.port.end(),
      ),
      where: { kind: 'here' },
    }
    ends.set(first.port.face, { own: first, other: second })
    ends.set(second.port.face, { own: second, other: first })
    this.port1 = first.port.face as MessagePortMain
    this.port2 = second.port.face as MessagePortMain
  }
}

/** A message to an end, from the other one in this process. */
function pass({ id, port, where }: End, message: unknown): void {
  if (where.kind === 'here') setImmediate(() => port.take(message))
  else if (where.kind === 'utility') where.utility.take(id, message)
  else void pageEnds.get(id)?.then(page => page.send(message))
}

/** Pages whose other end is here. */
const pageEnds = new Map<string, Promise<PageEnd>>()

function endsOf(port: unknown): { readonly own: End; readonly other: End } {
  const known = typeof port === 'object' && port !== null ? ends.get(port) : undefined
  if (!known) throw new TypeError('Invalid value for transfer')
  if (known.own.where.kind !== 'here')
    throw new Error('A port that has been transferred cannot be transferred again')
  return known
}

/** An end goes to a page. Gives the id by which the page knows it. */
export function sendToPage(port: unknown, targetId: Promise<string>): string {
  const { own, other } = endsOf(port)
  own.where = { kind: 'page' }
  targetId
    .then(id => {
      const endpoint = endpointOfChromium()
      if (other.where.kind === 'utility') other.where.utility.join(own.id, { endpoint, targetId: id })
      else if (other.where.kind === 'here') pageEnds.set(own.id, joinHere(endpoint, id, other))
      else throw notImplemented('a channel between two pages')
    })
    .catch(stop)
  return own.id
}

async function joinHere(endpoint: string, targetId: string, { id, port }: End): Promise<PageEnd> {
  const browser = await connectSocket(endpoint, () => port.end())
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  return joinPageEnd(
    browser.session(sessionId),
    id,
    message => port.take(message),
    () => port.end(),
  )
}

/** An end goes to a utility process. Gives the id by which that knows it. */
export function sendToUtility(port: unknown, utility: UtilityEnd): string {
  const { own, other } = endsOf(port)
  // The page is told after: only then is there anybody to join.
  if (other.where.kind !== 'here')
    throw notImplemented('a port that goes to a utility process after its other end has gone')
  own.where = { kind: 'utility', utility }
  return own.id
}
