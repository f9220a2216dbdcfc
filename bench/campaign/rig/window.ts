import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Answer, CoreEvent, Payload, RequestName } from '../../../shared/ipc.ts'

/* A person's window without a screen: it comes back by itself, as the dashboard does, and remembers what it was told and when. */

/** What the link's answer sets. */
export function readCookie(link: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(link, response => {
      response.resume()
      resolve(response.headers['set-cookie']?.[0]?.split(';')[0] ?? '')
    })
      .on('error', reject)
      .end()
  })
}

/** An event, and when this window had it, on its own monotonic clock. */
export interface Told {
  readonly event: CoreEvent
  readonly atMs: number
}

export interface Window {
  /** What lets a window in. */
  readonly key: string
  /** Where the connection goes meanwhile, the answer is that nobody knows. */
  ask<N extends RequestName>(name: N, payload: Payload<N>): Promise<Answer>
  /** As `ask`. @throws Error with the refusal */
  mustAsk<N extends RequestName>(name: N, payload: Payload<N>): Promise<unknown>
  /** Everything told since the last `forget`. */
  told(): readonly Told[]
  forget(): void
  /** The longest time between two heartbeats since this was last asked, the running one included, ms. */
  takeLongestGapMs(): number
  isOpen(): boolean
  leave(): void
}

/** What a window is answered whose connection has gone. */
const UNKNOWN: Answer = { ok: false, code: 'failed', message: 'The connection has gone.' }
const AGAIN_MS = 50
/** A campaign remembers no more than this of what it was told. */
const MOST_TOLD = 20_000
const KEPT: ReadonlySet<CoreEvent['kind']> = new Set(['alarm', 'sound', 'log'])

/** @param token of the link, or a key */
export async function openWindow(port: number, cookie: string, token: string): Promise<Window> {
  const origin = `http://127.0.0.1:${port}`
  const answers = new Map<number, (answer: Answer) => void>()
  let socket: WebSocket | null = null
  let key = token
  let lastId = 0
  let told: Told[] = []
  let beatMs = performance.now()
  let longestMs = 0
  let hasLeft = false

  function hear(event: CoreEvent): void {
    const atMs = performance.now()
    if (event.kind === 'heartbeat') {
      longestMs = Math.max(longestMs, atMs - beatMs)
      beatMs = atMs
    } else if (KEPT.has(event.kind) && told.length < MOST_TOLD) told.push({ event, atMs })
    // A window plays what it is ordered, and says so.
    if (event.kind === 'sound') void ask('soundPlayed', { orderId: event.orderId, ok: true })
  }

  /** Resolves with the key, rejects where it was not let in. */
  function connect(): Promise<void> {
    const mine = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { headers: { cookie, origin } })
    return new Promise((resolve, reject) => {
      mine.on('open', () => mine.send(JSON.stringify({ key })))
      mine.on('error', reject)
      mine.on('close', code => {
        if (socket === mine) lose()
        reject(new Error(`The window was closed with ${code}.`))
      })
      mine.on('message', data => {
        const said = JSON.parse(String(data)) as {
          key?: string
          id?: number
          answer?: Answer
          events?: readonly CoreEvent[]
        }
        if (said.key === key) {
          socket = mine
          resolve()
        } else if (said.key !== undefined) {
          key = said.key
          mine.send(JSON.stringify({ key }))
        }
        for (const event of said.events ?? []) hear(event)
        if (said.id === undefined || !said.answer) return
        answers.get(said.id)?.(said.answer)
        answers.delete(said.id)
      })
    })
  }

  function lose(): void {
    socket = null
    for (const answer of answers.values()) answer(UNKNOWN)
    answers.clear()
    void comeBack()
  }

  async function comeBack(): Promise<void> {
    while (!hasLeft && socket === null) {
      await connect().catch(() => {})
      if (socket === null) await wait(AGAIN_MS)
    }
  }

  function ask<N extends RequestName>(name: N, payload: Payload<N>): Promise<Answer> {
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(UNKNOWN)
    lastId += 1
    const id = lastId
    socket.send(JSON.stringify({ id, name, payload }))
    return new Promise(resolve => answers.set(id, resolve))
  }

  await connect()
  return {
    key,
    ask,
    async mustAsk(name, payload) {
      const answer = await ask(name, payload)
      if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
      return answer.value
    },
    told: () => told,
    forget() {
      told = []
    },
    takeLongestGapMs() {
      const taken = Math.max(longestMs, performance.now() - beatMs)
      longestMs = 0
      beatMs = performance.now()
      return taken
    },
    isOpen: () => socket?.readyState === WebSocket.OPEN,
    leave() {
      hasLeft = true
      socket?.terminate()
    },
  }
}
