import type { Wire } from './wire.ts'
import type { World } from './worlds.ts'

/** What the preload script's world tells the main process. */
export type FromPreload =
  | {
      readonly kind: 'invoke'
      readonly id: number
      readonly url: string
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | {
      readonly kind: 'send'
      readonly url: string
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | { readonly kind: 'error'; readonly message: string }

/** What the main process tells the preload script's world. */
export type ToPreload =
  | {
      readonly kind: 'event'
      readonly channel: string
      readonly args: readonly unknown[]
      /** Ids of the ports that came with it. */
      readonly ports?: readonly string[]
    }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: boolean; readonly value: unknown }

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void

/**
 * Runs a preload script as Electron runs a sandboxed one: in a world of its own, with a `require` that knows only Electron's
 * contextBridge and ipcRenderer.
 *
 * It runs in the page, from its own source text: it may use nothing from outside.
 */
export function runPreload(
  wire: Wire,
  world: World,
  names: { readonly tell: string; readonly hear: string },
  preload: Preload,
): void {
  type Listener = (event: object, ...args: unknown[]) => void
  const binding: (text: string) => void = Reflect.get(globalThis, names.tell)
  const listeners = new Map<string, Set<Listener>>()
  const waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void; channel: string }
  >()
  let lastId = 0

  const tell = (message: FromPreload) => binding(wire.encode(message))

  const strict = (name: string, implemented: object): object =>
    new Proxy(implemented, {
      get(target, key) {
        if (typeof key === 'symbol' || key === 'then' || Object.hasOwn(target, key))
          return Reflect.get(target, key)
        throw new Error(`Electron stand-in: ${name}.${key} is not implemented`)
      },
    })

  const removeListener = (channel: string, listener: Listener) => {
    listeners.get(channel)?.delete(listener)
    return ipcRenderer
  }

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1
        tell({ kind: 'invoke', id: lastId, url: location.href, channel, args })
        waiting.set(lastId, { resolve, reject, channel })
      }),
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', url: location.href, channel, args }),
    on(channel: string, listener: Listener) {
      const known = listeners.get(channel) ?? new Set<Listener>()
      listeners.set(channel, known.add(listener))
      return ipcRenderer
    },
    off: removeListener,
    removeListener,
  })

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, value: unknown) => world.expose(key, value),
  })

  /**
   * The page's end of a port. Whoever has the other end joins it by a binding of its own, and calls `hear`: nothing of it goes through
   * the main process. Until then what is sent waits, as what comes waits for a listener.
   */
  function makePort(id: string): object {
    type Hear = (event: { readonly data: unknown }) => void
    const unsent: string[] = []
    const unheard: unknown[] = []
    let hear: Hear | null = null
    const send = (text: string) => {
      const out: ((text: string) => void) | undefined = Reflect.get(globalThis, `tell_${id}`)
      if (out) out(text)
      else unsent.push(text)
    }
    Object.defineProperty(globalThis, `hear_${id}`, {
      value(text: string | null) {
        if (text === null) for (const waiting of unsent.splice(0)) send(waiting)
        else if (hear) hear({ data: wire.decode(text) })
        else unheard.push(wire.decode(text))
      },
    })
    const port = {
      postMessage: (value: unknown) => send(wire.encode(value)),
      close: () => {
        hear = () => {}
      },
      get onmessage() {
        return hear
      },
      set onmessage(listener: Hear | null) {
        hear = listener
        for (const data of unheard.splice(0)) listener?.({ data })
      },
    }
    return strict('MessagePort', port)
  }

  const electron = strict('electron', { contextBridge, ipcRenderer })

  Object.defineProperty(globalThis, names.hear, {
    value(text: string) {
      const message = wire.decode(text) as ToPreload
      if (message.kind === 'event') {
        const ports = (message.ports ?? []).map(makePort)
        for (const listener of [...(listeners.get(message.channel) ?? [])])
          listener(strict('IpcRendererEvent', { ports }), ...message.args)
        return
      }
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) asked?.resolve(message.value)
      else
        asked?.reject(new Error(`Error invoking remote method '${asked.channel}': ${String(message.value)}`))
    },
  })

  const module = { exports: {} }
  try {
    preload(
      name => {
        if (name === 'electron') return electron
        throw new Error(`module not found: ${name}`)
      },
      module,
      module.exports,
    )
  } catch (error) {
    tell({ kind: 'error', message: error instanceof Error ? error.message : String(error) })
  }
}
