import type { Cdp } from './cdp.ts'
import { makeWire } from './page/wire.ts'
import { WORLD } from './preload.ts'

/* The other end of a page's port, in whichever process has it: joined to the page by that process's own connection to Chromium. */

export interface PageEnd {
  send(message: unknown): void
}

const wire = makeWire()

/** @param page the page, attached by a connection of this process's own */
export async function joinPageEnd(
  page: Cdp,
  id: string,
  onMessage: (message: unknown) => void,
  onClose: () => void,
): Promise<PageEnd> {
  const contexts = new Set<number>()
  let own: number | null = null
  let found: (context: number) => void = () => {}
  const isThere = new Promise<number>(resolve => {
    found = resolve
  })

  const call = (context: number, text: string | null) =>
    page.send('Runtime.callFunctionOn', {
      executionContextId: context,
      functionDeclaration: `function (text) { globalThis[${JSON.stringify(`hear_${id}`)}](text) }`,
      arguments: [{ value: text }],
    })

  /** The document that the port went to, and no later one. */
  async function look(context: number): Promise<void> {
    const { result } = await page.send('Runtime.evaluate', {
      contextId: context,
      expression: `typeof globalThis[${JSON.stringify(`hear_${id}`)}]`,
    })
    if (result.value === 'function' && own === null) {
      own = context
      found(context)
    }
  }

  page.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== WORLD) return
    contexts.add(context.id)
    if (own === null) look(context.id).catch(() => {})
  })
  page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === own) onClose()
  })
  page.on('Runtime.executionContextsCleared', onClose)
  page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === `tell_${id}` && executionContextId === own) onMessage(wire.decode(payload))
  })
  await page.send('Runtime.enable')
  await page.send('Runtime.addBinding', { name: `tell_${id}`, executionContextName: WORLD })
  // The message that brings the port may still be on its way.
  const looking = setInterval(() => {
    for (const context of contexts) look(context).catch(() => {})
  }, LOOK_MS)
  const context = await isThere
  clearInterval(looking)
  await call(context, null)
  return {
    send(message) {
      // The document may be gone by now.
      call(context, wire.encode(message)).catch(() => {})
    },
  }
}
const LOOK_MS = 10
