/** One side of the bridge between a page and its preload script. */
export interface World {
  /** Puts a value under `window[key]` of the other world, frozen, functions and promises as proxies. */
  expose(key: string, value: unknown): void
}

/**
 * Joins the page's world and the preload script's world of one document, by contextBridge's rules: values are copied,
 * functions and promises are proxied, prototypes and symbols are left behind, and whatever else cannot be cloned throws.
 *
 * Calls are synchronous, as in Electron: both worlds have the same document, and an event dispatched in one is heard in
 * the other before `dispatchEvent` returns, its detail cloned by Chromium. The event's name is a secret of this document.
 *
 * It runs in the page, from its own source text: it may use nothing from outside.
 */
export function joinWorlds(secret: string, side: 'page' | 'preload'): World {
  type Node =
    | { readonly is: 'value'; readonly value: unknown }
    | { readonly is: 'array'; readonly items: readonly Node[] }
    | { readonly is: 'object'; readonly entries: readonly (readonly [string, Node])[] }
    | { readonly is: 'error'; readonly message: string }
    /** `home`: whose function it is. A proxy that comes home becomes the function itself again. */
    | { readonly is: 'function'; readonly id: number; readonly home: 'page' | 'preload' }
    | { readonly is: 'promise'; readonly id: number }
  type Outcome = { readonly ok: boolean; readonly value: Node }
  type Message =
    | { readonly kind: 'expose'; readonly key: string; readonly value: Node }
    | { readonly kind: 'call'; readonly callId: number; readonly id: number; readonly args: readonly Node[] }
    | { readonly kind: 'return'; readonly callId: number; readonly outcome: Outcome }
    | { readonly kind: 'settle'; readonly id: number; readonly outcome: Outcome }

  // Taken before any script of the page could have put its own in their place.
  const dispatch = EventTarget.prototype.dispatchEvent.bind(document)
  const MakeEvent = CustomEvent
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get
  const clone = structuredClone.bind(globalThis)
  const { apply, ownKeys } = Reflect
  const { freeze, defineProperty, fromEntries } = Object
  const tagOf = Object.prototype.toString
  const other = side === 'page' ? 'preload' : 'page'

  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const idOfFunction = new WeakMap<object, number>()
  const idOfProxy = new WeakMap<object, number>()
  const settlers = new Map<number, (outcome: Outcome) => void>()
  const returned = new Map<number, Outcome>()
  let lastId = 0

  function send(message: Message): void {
    dispatch(new MakeEvent(`${secret}-${other}`, { detail: message }))
  }

  function encode(value: unknown, path: readonly object[] = []): Node {
    if (typeof value === 'function') return encodeFunction(value as (...args: unknown[]) => unknown)
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot be sent over the context bridge.')
    if (typeof value !== 'object' || value === null) return { is: 'value', value }
    if (path.includes(value)) throw new TypeError('Electron stand-in: cyclic values are not implemented')
    const inside = [...path, value]
    if (Array.isArray(value)) return { is: 'array', items: value.map(item => encode(item, inside)) }
    if (value instanceof Error) return { is: 'error', message: value.message }
    if (value instanceof Promise) return encodePromise(value)
    if (apply(tagOf, value, []) !== '[object Object]') return { is: 'value', value: clone(value) }
    const keys = ownKeys(value).filter(key => typeof key === 'string')
    return { is: 'object', entries: keys.map(key => [key, encode(Reflect.get(value, key), inside)] as const) }
  }

  function encodeFunction(value: (...args: unknown[]) => unknown): Node {
    const foreign = idOfProxy.get(value)
    if (foreign !== undefined) return { is: 'function', id: foreign, home: other }
    const known = idOfFunction.get(value)
    if (known !== undefined) return { is: 'function', id: known, home: side }
    lastId += 1
    functions.set(lastId, value)
    idOfFunction.set(value, lastId)
    return { is: 'function', id: lastId, home: side }
  }

  function encodePromise(value: Promise<unknown>): Node {
    lastId += 1
    const id = lastId
    value.then(
      result => send({ kind: 'settle', id, outcome: encodeOutcome(true, () => result) }),
      (error: unknown) => send({ kind: 'settle', id, outcome: encodeOutcome(false, () => error) }),
    )
    return { is: 'promise', id }
  }

  function encodeOutcome(ok: boolean, make: () => unknown): Outcome {
    try {
      return { ok, value: encode(make()) }
    } catch (error) {
      return {
        ok: false,
        value: { is: 'error', message: error instanceof Error ? error.message : String(error) },
      }
    }
  }

  function decode(node: Node): unknown {
    switch (node.is) {
      case 'value':
        return node.value
      case 'array':
        return node.items.map(decode)
      case 'object':
        return fromEntries(node.entries.map(([key, item]) => [key, decode(item)]))
      case 'error':
        return new Error(node.message)
      case 'promise':
        return new Promise((resolve, reject) => {
          settlers.set(node.id, ({ ok, value }) => (ok ? resolve : reject)(decode(value)))
        })
      case 'function':
        return node.home === side ? functions.get(node.id) : proxyOf(node.id)
    }
  }

  function proxyOf(id: number): object {
    const proxy = (...args: unknown[]) => {
      lastId += 1
      const callId = lastId
      send({ kind: 'call', callId, id, args: args.map(item => encode(item)) })
      const outcome = returned.get(callId)
      returned.delete(callId)
      if (!outcome) throw new Error('Electron stand-in: the other world did not answer')
      if (!outcome.ok) throw decode(outcome.value)
      return decode(outcome.value)
    }
    idOfProxy.set(proxy, id)
    return proxy
  }

  function receive(message: Message): void {
    switch (message.kind) {
      case 'expose':
        defineProperty(globalThis, message.key, {
          value: deepFreeze(decode(message.value)),
          enumerable: true,
        })
        return
      case 'call': {
        const called = functions.get(message.id)
        const outcome = encodeOutcome(true, () => called?.(...message.args.map(decode)))
        send({ kind: 'return', callId: message.callId, outcome })
        return
      }
      case 'return':
        returned.set(message.callId, message.outcome)
        return
      case 'settle':
        settlers.get(message.id)?.(message.outcome)
        settlers.delete(message.id)
    }
  }

  function deepFreeze(value: unknown): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value
    if (ArrayBuffer.isView(value)) return value
    for (const key of ownKeys(value)) deepFreeze(Reflect.get(value, key))
    return freeze(value)
  }

  document.addEventListener(`${secret}-${side}`, event => {
    if (readDetail) receive(apply(readDetail, event, []))
  })

  return {
    expose: (key, value) => send({ kind: 'expose', key, value: encode(value) }),
  }
}
