import type { CoreEvent } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Say } from './guard.ts'

/** Tells every window what happens, in order. */
export interface Publisher {
  publish(event: CoreEvent): void
  /** Gives the unsubscribe. */
  subscribe(listener: (event: CoreEvent) => void): () => void
  close(): void
}

export function createPublisher(say: Say): Publisher {
  const listeners = new Set<(event: CoreEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          // One broken window must not keep the others, or the alarms, from their events.
          say(phrase.core.windowTookNoEvent, error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}
