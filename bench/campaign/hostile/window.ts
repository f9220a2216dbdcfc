import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Answer, Payload, RequestName } from '../../../shared/ipc.ts'

/* A person's own browser, among the attackers. */

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

export interface GoodWindow {
  readonly key: string
  /** Waits until the attackers' last sockets have run out of time. */
  settle(): Promise<void>
  /** How long this window heard nothing at the worst, and how long a snapshot takes now. */
  leave(): Promise<{ readonly worstGapMs: number; readonly answerMs: number }>
}

/** Opens a window by the link's token, and a simulated session in it. */
export async function openGoodWindow(port: number, cookie: string, token: string): Promise<GoodWindow> {
  const origin = `http://127.0.0.1:${port}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { headers: { cookie, origin } })
  const answers = new Map<number, (answer: Answer) => void>()
  let lastMs = performance.now()
  let worstGapMs = 0
  let lastId = 0
  const key = await new Promise<string>((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ key: token })))
    socket.on('error', reject)
    socket.on('close', code => reject(new Error(`The window was closed with ${code}.`)))
    socket.on('message', data => {
      worstGapMs = Math.max(worstGapMs, performance.now() - lastMs)
      lastMs = performance.now()
      const message = JSON.parse(String(data)) as { key?: string; id?: number; answer?: Answer }
      if (message.key !== undefined) resolve(message.key)
      if (message.id !== undefined && message.answer) answers.get(message.id)?.(message.answer)
    })
  })

  function ask<N extends RequestName>(name: N, payload: Payload<N>): Promise<Answer> {
    const id = ++lastId
    socket.send(JSON.stringify({ id, name, payload }))
    return new Promise(resolve => answers.set(id, resolve))
  }

  await ask('justSimulate', {})
  const opened = await ask('openSession', {
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'r-1' },
    simulate: { scenario: 'quiet-session', seed: 1, speed: 1 },
  })
  if (!opened.ok) throw new Error(opened.message)
  worstGapMs = 0

  return {
    key,
    settle: () => wait(7000),
    async leave() {
      const gap = worstGapMs
      const startedMs = performance.now()
      const answer = await ask('snapshot', {})
      const answerMs = performance.now() - startedMs
      socket.removeAllListeners('close')
      socket.terminate()
      return { worstGapMs: answer.ok ? gap : Number.POSITIVE_INFINITY, answerMs }
    },
  }
}
