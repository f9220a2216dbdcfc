import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Hostile } from './requests.ts'

export type Answered =
  /** The first line's status; 0: bytes that are no HTTP. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'closed' }
  /** Neither an answer nor an end, until the attacker gave up. */
  | { readonly kind: 'silent' }

/** An attacker who hears nothing goes away after so long; some must stay, as the core ends those itself only later. */
const PATIENCE_MS = 250

/** Sends one attack and looks at what comes first. */
export function attack(port: number, { chunks }: Hostile, patienceMs = PATIENCE_MS): Promise<Answered> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const late = setTimeout(() => settle({ kind: 'silent' }), patienceMs)
    function settle(answered: Answered): void {
      clearTimeout(late)
      socket.destroy()
      resolve(answered)
    }
    // Whatever follows the first answer is not looked at; but the answer to the last piece is waited for.
    socket.once('data', (data: Buffer) => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(data.toString('latin1'))?.[1] ?? 0)
      if (status !== 101) settle({ kind: 'status', status })
      else {
        socket.resume()
        setTimeout(() => settle({ kind: 'status', status }), 30)
      }
    })
    socket.on('error', () => settle({ kind: 'closed' }))
    socket.on('close', () => settle({ kind: 'closed' }))
    void send()

    async function send(): Promise<void> {
      for (const [index, chunk] of chunks.entries()) {
        if (index > 0) await wait(2)
        if (!socket.destroyed) socket.write(chunk)
      }
    }
  })
}

/** Sends a part of it and resets the connection, at once or a moment later. */
export async function reset(port: number, { chunks }: Hostile, share: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise<void>(resolve => {
    socket.once('connect', resolve)
    socket.once('close', () => resolve())
  })
  const whole = Buffer.concat(chunks)
  socket.write(whole.subarray(0, Math.floor(whole.length * share)))
  if (share > 0.5) await wait(3)
  await new Promise<void>(resolve => {
    // The other end may have closed it meanwhile.
    if (socket.closed) return resolve()
    socket.once('close', () => resolve())
    socket.resetAndDestroy()
  })
}

/** 503: so many wait already; nothing was let in. */
export const isRefusal = (answered: Answered): boolean =>
  answered.kind !== 'status' || (answered.status >= 400 && answered.status <= 503)
