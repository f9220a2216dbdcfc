import { z } from 'zod'
import type { CoreEvent } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Core } from '../core/core.ts'
import type { Sender } from '../core/services.ts'
import { say } from '../process/say.ts'
import { createGather, streams } from './gather.ts'

/** One end of a channel to a window, as Electron's `MessagePortMain` is. */
export interface WindowPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** What is asked is checked in the core. */
const messageSchema = z.strictObject({ id: z.number().int().min(0), name: z.unknown(), payload: z.unknown() })
/** Requests of one window that are not answered yet; more are no window of ours. */
const MOST_UNANSWERED = 256

/**
 * Joins a window to the core by a port of its own: nobody stands between the two, and whoever made the port may be held up, or gone.
 *
 * @param onHeard told whenever the window has said anything
 */
export function connectPort(
  core: Pick<Core, 'answerJson' | 'subscribe' | 'shownTo'>,
  port: WindowPort,
  sender: Sender,
  onHeard: () => void,
): void {
  let unanswered = 0
  const gather = createGather<CoreEvent>(events => port.postMessage({ events }))
  const unsubscribe = core.subscribe(event => {
    const shown = core.shownTo(event, sender.windowId)
    if (shown) gather.add(shown, streams(event))
  })

  async function answer({ id, name, payload }: z.infer<typeof messageSchema>): Promise<void> {
    unanswered += 1
    try {
      const answer = await core.answerJson(sender, name, payload)
      // What it goes on from was told before it.
      gather.tellNow()
      port.postMessage({ id, answer })
    } finally {
      unanswered -= 1
    }
  }

  function end(): void {
    unsubscribe()
    gather.close()
  }

  function leave(): void {
    end()
    port.close()
  }

  port.on('message', ({ data }) => {
    const message = messageSchema.safeParse(data)
    if (!message.success || unanswered >= MOST_UNANSWERED) return leave()
    onHeard()
    answer(message.data).catch((error: unknown) => say(phrase.processes.windowNotAnswered, error))
  })
  port.on('close', end)
  port.start()
}
