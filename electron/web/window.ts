import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Core } from '../core/core.ts'
import type { Sender } from '../core/services.ts'

const messageSchema = z.strictObject({
  id: z.number().int().min(0),
  name: z.string().max(60),
  payload: z.unknown(),
})

/** A window that takes no more for so long is closed; it will come back and ask for a snapshot. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024

/** Joins one browser window to the core: answers to its requests, and every event. */
export function connectWindow(core: Core, socket: WebSocket, sender: Sender): void {
  const unsubscribe = core.subscribe((event: CoreEvent) => send({ event }))

  function send(message: object): void {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.close(1013, 'This window is too slow.')
    else socket.send(JSON.stringify(message))
  }

  socket.on('message', data => {
    const message = readMessage(String(data))
    if (!message) {
      socket.close(1008, 'A message was not of the known form.')
      return
    }
    void core.request(sender, message.name, message.payload).then(answer => send({ id: message.id, answer }))
  })
  socket.on('close', unsubscribe)
  // An error is always followed by close; without a listener it would end the core.
  socket.on('error', () => socket.terminate())
}

function readMessage(text: string): z.infer<typeof messageSchema> | null {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
