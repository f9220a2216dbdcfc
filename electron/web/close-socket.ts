import type { WebSocket } from 'ws'
import { limits } from './limits.ts'

/** Parts in order, and ends the socket also where its other end does not answer. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), limits.lingerMs).unref()
}
