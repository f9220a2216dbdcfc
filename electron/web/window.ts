import type { WebSocket } from 'ws'
import { z } from 'zod'
import { phrase } from '../../shared/words/host.ts'
import type { Sender } from '../core/services.ts'
import type { JsonDoor } from '../host/supervisor.ts'
import { say } from '../process/say.ts'
import { closeSocket } from './close-socket.ts'
import { limits } from './limits.ts'
import { parseJson } from './parse-json.ts'

const messageSchema = z.strictObject({
  id: z.number().int().min(0),
  name: z.string().max(60),
  payload: z.unknown(),
})

const BOUNDS = { depth: limits.messageDepth, parts: limits.messageParts }

/** Joins one browser window to the core: answers to its requests, and all events. */
export function connectWindow(core: JsonDoor, socket: WebSocket, sender: Sender): void {
  const unsubscribe = core.subscribe(events => send(`{"events":[${events.join()}]}`), sender.windowId)
  let unanswered = 0

  function send(message: string): void {
    if (socket.readyState !== socket.OPEN) return
    // What does not read would not read a word of parting either.
    if (socket.bufferedAmount > limits.unsentBytes) socket.terminate()
    else socket.send(message)
  }

  async function answer({ id, name, payload }: z.infer<typeof messageSchema>): Promise<void> {
    unanswered += 1
    send(`{"id":${id},"answer":${await core.answer(sender, name, payload)}}`)
    unanswered -= 1
  }

  /** What it still sends is not read any more: it costs the others time. */
  function shutOut(why: string): void {
    closeSocket(socket, 1008, why)
    socket.pause()
  }

  socket.on('message', data => {
    // What comes after the parting is not looked at.
    if (socket.readyState !== socket.OPEN) return
    const message = parseJson(messageSchema, String(data), BOUNDS)
    if (!message) shutOut(phrase.entries.messageOfUnknownForm)
    else if (unanswered >= limits.unanswered) shutOut(phrase.entries.tooManyRequests)
    else answer(message).catch((error: unknown) => say(phrase.entries.windowNotAnswered, error))
  })
  socket.on('close', unsubscribe)
}
