import { EventEmitter } from 'node:events'

/** What a tested program uses and this stand-in lacks stops the test, so that nothing passes by accident. */
export function notImplemented(what: string): Error {
  return new Error(`Electron stand-in: ${what} is not implemented`)
}

/** Ends everything where no call of the program could throw: an error there might be caught and passed over. */
export function stop(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(EXIT_CODE)
}
const EXIT_CODE = 70

/**
 * An object that has what is implemented and throws for the rest.
 *
 * @typeParam T Electron's own type, which the program sees
 */
export function strict<T extends object>(name: string, implemented: Partial<T>): T {
  return new Proxy(implemented, {
    get(target, key) {
      // Promises ask for `then`, printing asks for symbols; neither is a use of Electron.
      if (typeof key === 'symbol' || key === 'then' || Reflect.has(target, key))
        return Reflect.get(target, key)
      throw notImplemented(`${name}.${key}`)
    },
    set(_, key) {
      throw notImplemented(`setting ${name}.${String(key)}`)
    },
  }) as T
}

/** Throws for every option that this stand-in does not know, and for those whose value it cannot give. */
export function checkOptions(
  name: string,
  given: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, (value: unknown) => boolean>>,
): void {
  for (const [key, value] of Object.entries(given)) {
    const accepts = known[key]
    if (!accepts) throw notImplemented(`${name}.${key}`)
    if (!accepts(value)) throw notImplemented(`${name}.${key} = ${String(value)}`)
  }
}

type Listener = (...args: never[]) => void

export interface Emitter {
  /** @returns whether anybody listened */
  emit(event: string, ...args: unknown[]): boolean
  /** `on`, `once`, `off` and `removeListener`, which know only the events named. */
  readonly methods: Readonly<
    Record<'on' | 'once' | 'off' | 'removeListener', (event: string, listener: Listener) => unknown>
  >
}

/** Listeners for the named events; for any other it throws, as it would never come. */
export function createEmitter(name: string, events: readonly string[], self: () => unknown): Emitter {
  const bus = new EventEmitter()
  const method = (does: 'on' | 'once' | 'off' | 'removeListener') => (event: string, listener: Listener) => {
    if (!events.includes(event)) throw notImplemented(`the event '${event}' of ${name}`)
    bus[does](event, listener as (...args: unknown[]) => void)
    return self()
  }
  return {
    emit: (event, ...args) => bus.emit(event, ...args),
    methods: {
      on: method('on'),
      once: method('once'),
      off: method('off'),
      removeListener: method('removeListener'),
    },
  }
}

export interface Preventable {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** An event whose default can be prevented, with the given details. */
export function preventable<T extends object>(name: string, details: T): Preventable & T {
  let prevented = false
  const event = {
    ...details,
    get defaultPrevented() {
      return prevented
    },
    preventDefault() {
      prevented = true
    },
  }
  // The spread above would lose the getter, so the event is made whole before it is closed.
  return strict<Preventable & T>(name, event)
}
