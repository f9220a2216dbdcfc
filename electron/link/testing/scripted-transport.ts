import { createListeners } from '../listeners.ts'
import { type Transport, TransportError } from '../transport.ts'

/** A line whose far end is the test: a port that can be there or not, and everything that was done to it. */
export interface ScriptedPort {
  readonly createTransport: () => Transport
  /** Openings fail while false. */
  present: boolean
  /** Transports never finish closing while true. */
  stuck: boolean
  readonly log: string[]
  readonly written: Uint8Array[]
  say(bytes: Uint8Array): void
  unplug(): void
  listening(): boolean
}

export function createScriptedPort(): ScriptedPort {
  let current: { say: (bytes: Uint8Array) => void; end: (reason: string) => void } | null = null
  let listeners = 0

  function counted(unsubscribe: () => void): () => void {
    listeners++
    return () => {
      listeners--
      unsubscribe()
    }
  }

  const port: ScriptedPort = {
    present: true,
    stuck: false,
    log: [],
    written: [],
    createTransport() {
      const data = createListeners<Uint8Array>()
      const ended = createListeners<string>()
      return {
        async open() {
          port.log.push('open')
          if (!port.present) throw new TransportError('not-found', 'The port is not there: plug it in.')
          current = { say: data.tell, end: ended.tell }
        },
        write(bytes) {
          port.written.push(bytes)
        },
        close() {
          port.log.push('close')
          current = null
          return port.stuck ? new Promise(() => {}) : Promise.resolve()
        },
        onData: listener => counted(data.add(listener)),
        onClose: listener => counted(ended.add(listener)),
      }
    },
    say: bytes => current?.say(bytes),
    unplug() {
      port.present = false
      current?.end('The port has gone: check its cable.')
    },
    listening: () => listeners > 0,
  }
  return port
}
